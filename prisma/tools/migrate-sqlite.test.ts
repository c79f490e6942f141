import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { runChild } from '#lib/testing/child.ts'
import { emptyDatabase } from '#lib/testing/database.ts'
import { sha256 } from './history.ts'
import { migrate, planFor } from './migrate.ts'

let url: string
let file: string

beforeEach(async () => {
  url = await emptyDatabase()
  file = url.slice('file:'.length)
})

const withMore = () => {
  const sql = 'ALTER TABLE "Job" ADD COLUMN "colour" TEXT'
  return planFor(url, [...planFor(url).migrations, { name: '29990101000000_add', sql, checksum: sha256(sql) }])
}

test('a file that is no database is refused and unchanged', async () => {
  writeFileSync(file, 'This is a letter, not a database. '.repeat(100))
  const before = readFileSync(file)
  await expect(migrate(url)).rejects.toThrow(/is not a database file/)
  expect(readFileSync(file)).toEqual(before)
})

test('a damaged file is refused and unchanged', async () => {
  await migrate(url)
  const bytes = readFileSync(file)
  bytes.fill(0x5a, 4096 * 3, 4096 * 20)
  writeFileSync(file, bytes)
  await expect(migrate(url, withMore())).rejects.toThrow(/is damaged/)
  expect(readFileSync(file)).toEqual(bytes)
})

test('a read-only file is refused and unchanged', async () => {
  await migrate(url)
  const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-read-only-'))
  const copy = join(folder, 'copy.db')
  copyFileSync(file, copy)
  const before = readFileSync(copy)
  const printed = await runChild('lib/testing/migrate.ts', [`file:${copy}`, 'read-only'])
  expect(printed).toContain('is read-only; make the file and its folder writable')
  expect(readFileSync(copy)).toEqual(before)
  rmSync(folder, { recursive: true })
})

test('the folder of a new file is made', async () => {
  const deep = url.replace(/[^/]+$/, 'a/b/new.db')
  await migrate(deep)
  expect(existsSync(deep.slice('file:'.length))).toBe(true)
})
