import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { lockfileFaults } from './lockfile.ts'

const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

function faults(packages: object) {
  const file = join(folder, 'package-lock.json')
  writeFileSync(file, JSON.stringify({ packages }))
  return lockfileFaults(file)
}

it('finds a platform package that a parent may need and the lockfile lacks', () => {
  const parent = { optionalDependencies: { 'a-linux': '1', 'a-darwin': '1' } }
  expect(faults({ 'node_modules/a': parent, 'node_modules/a-linux': {} })).toHaveLength(1)
  expect(faults({ 'node_modules/a': parent, 'node_modules/a-linux': {}, 'node_modules/a/node_modules/a-darwin': {} })).toEqual([])
  expect(
    faults({ 'node_modules/b/node_modules/a': parent, 'node_modules/a-linux': {}, 'node_modules/b/node_modules/a-darwin': {} }),
  ).toEqual([])
})

it('finds an entry that names a host', () => {
  expect(faults({ 'node_modules/a': { resolved: 'https://registry.example/a.tgz' } })).toHaveLength(1)
  expect(faults({ 'node_modules/a': { resolved: 'packages/a', link: true } })).toEqual([])
})
