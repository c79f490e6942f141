import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { newFolder } from '#lib/testing/templates.ts'
import { takeBackup } from './backup.ts'
import { faultOf } from './fault.ts'
import { connectPostgres } from './postgres.ts'

const told = async (run: () => unknown) => {
  try {
    await run()
  } catch (error) {
    return faultOf(error)
  }
  throw new Error('It went well.')
}

test('a full disk is told as one, and that nothing is lost', async () => {
  expect(await told(() => writeFileSync('/dev/full', 'x'))).toMatch(/^No space is left.* Nothing that was stored is lost/)
  const db = new Database(':memory:')
  db.pragma('max_page_count = 2')
  expect(await told(() => db.exec('CREATE TABLE a (b); CREATE TABLE c (d); CREATE TABLE e (f)'))).toMatch(/^No space is left on the disk/)
  db.close()
})

test('a database that is not there, is none, or does not answer is told with what to look at', async () => {
  const folder = newFolder()
  const backup = (file: string) => takeBackup({ url: `file:${file}`, into: join(folder, 'backups'), reason: 'command' })
  const missing = join(folder, 'no.db')
  expect(await told(() => backup(missing))).toBe(`There is no ${missing}. Check the path, and DATA_DIR or DATABASE_URL.`)
  const text = join(folder, 'text.db')
  writeFileSync(text, 'words '.repeat(1_000))
  expect(await told(() => backup(text))).toBe('The database is damaged; restore a backup.')
  expect(await told(() => copyFileSync(text, join(folder, 'no', 'copy')))).toBe(
    `There is no ${join(folder, 'no', 'copy')}. Check the path, and DATA_DIR or DATABASE_URL.`,
  )
  expect(await told(() => readFileSync(join(text, 'below')))).toMatch(/^There is no /)
  expect(await told(() => connectPostgres('postgres://nobody@127.0.0.1:1/none'))).toMatch(/^The database server does not answer/)
})

test.each([
  ['28P01', 'The database server refuses this user or password; check the URL.'],
  ['3D000', 'The database server answers: it says. Create it first.'],
  ['53100', 'No space is left on the disk. Nothing that was stored is lost: make room and run it again.'],
  ['57P01', 'The database server answers: it says.'],
  ['EACCES', 'The database may not be opened or written. Run this as the user that the server runs as.'],
  ['22001', null],
])('the code %s is told as %j', (code, words) => {
  expect(faultOf(Object.assign(new Error('it says'), { code }))).toBe(words)
})

test('a fault of ours is none of these', () => {
  expect([faultOf(new TypeError('x is not a function')), faultOf('x')]).toEqual([null, null])
})
