import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTask } from '#lib/domain/task/create.ts'
import { person, project } from '#lib/testing/builders.ts'
import { bundled } from '#lib/testing/bundle.ts'
import { testDatabase, type TestDatabase } from '#lib/testing/database.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-export-'))
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  const robin = await person({ handle: 'robin', isAdmin: true })
  const { id } = await project(robin, { key: 'WEB' })
  await createTask(robin, { project: id, title: 'Weigh the flour' })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function command(...args: string[]) {
  const env = { ...process.env, NODE_ENV: 'development' as const, DATABASE_URL: database.url }
  return new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(process.execPath, [bundled('lib/commands/export.ts'), ...args], { env, cwd: root }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

it('writes a file, whole or not at all, and says what is in it', async () => {
  const file = join(folder, 'web.json')
  expect(await command('json', '--project', 'WEB', '--out', file)).toMatchObject({ code: 0, out: `WEB → ${file}\n` })
  expect(readFileSync(file, 'utf8')).toContain('Weigh the flour')
  const elsewhere = join(folder, 'none', 'web.json')
  expect((await command('json', '--out', elsewhere)).code).toBe(1)
  expect(existsSync(elsewhere)).toBe(false)
  expect(readdirSync(folder)).toEqual(['web.json'])
})

it('writes to the standard output when no file is named, and names what is wrong with a call', async () => {
  expect((await command('csv', '--project', 'WEB', '--filter', '{"open":true}')).out).toContain('Weigh the flour')
  const wrong = await Promise.all([command('pdf'), command('csv', '--filter', 'open'), command('csv', '--actor', 'nobody')])
  expect(wrong.map(({ code }) => code)).toEqual([1, 2, 2])
  expect(wrong.map(({ err }) => err)).toEqual([
    expect.stringContaining('must be one of json'),
    expect.stringContaining('--filter must be JSON'),
    expect.stringContaining('There is no person "nobody".'),
  ])
})
