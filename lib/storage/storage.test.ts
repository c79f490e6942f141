import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { useKeys } from '#lib/cipher.ts'
import { connect, db, disconnect, transaction } from '#lib/db.ts'
import { addContext } from '#lib/domain/context/add.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { checkKeys } from '#lib/domain/encryption/check.ts'
import { search } from '#lib/domain/task/search.ts'
import { emptyDatabase, freshDatabase } from '#lib/testing/database.ts'
import { person, project, task } from '#lib/testing/builders.ts'
import { newFolder } from '#lib/testing/templates.ts'
import { type Migration, sha256 } from '#prisma/tools/history.ts'
import { migrate, planFor } from '#prisma/tools/migrate.ts'
import { takeBackup } from './backup.ts'
import { openDump } from './dump.ts'
import { moveDatabase } from './move.ts'
import { openPostgres } from './postgres.ts'
import { restoreBackup } from './restore.ts'
import { openSqlite } from './sqlite.ts'
import { sumsOf, type Sums } from './table.ts'

let url: string
let into: string
let ada: Caller
let id: string

beforeEach(async () => {
  url = await freshDatabase()
  into = newFolder()
  await connect(url)
  ada = await person({ handle: 'ada' })
  id = (await task(ada, await project(ada), { title: 'Größe 📏' })).id
  await addContext(ada, { task: id, body: 'wanderword 🦊\nline' })
})
afterEach(async () => {
  useKeys({})
  await disconnect()
})

const backup = () => takeBackup({ url, into, reason: 'command' })
const fileIn = (folder: string) => `file:${join(folder, 'new.db')}`

async function sums(of: string): Promise<Sums> {
  const source = of.startsWith('file:') ? openSqlite(of.slice('file:'.length)) : await openPostgres(of)
  return sumsOf(source).finally(() => source.close())
}

/** The database as the program sees it: derived values, words and rows. */
async function works(at: string) {
  await disconnect()
  await connect(at)
  expect(await diagnose()).toEqual([])
  expect((await search(ada, { text: 'wanderword' })).map((hit) => hit.task.id)).toEqual([id])
  await addContext(ada, { task: id, body: 'and it goes on' })
}

test('a backup that is taken while others write is one moment, and an empty database filled from it is the same', async () => {
  const written = Promise.all(Array.from({ length: 40 }, (_, i) => addContext(ada, { task: id, body: `meanwhile ${i}` })))
  const { folder, manifest } = await backup()
  await written
  const target = await emptyDatabase()
  expect((await restoreBackup(folder, target)).manifest).toEqual(manifest)
  expect(await sums(target)).toMatchObject(manifest.tables)
  await works(target)
  // Each entry but a private note has its event, and each event its number: half an act would show here.
  const { seq } = await db().project.findFirstOrThrow()
  expect(await db().event.count({ where: { stream: { not: 'workspace' } } })).toBe(seq)
})

test('a database moves to the other kind and back with every id, order, event and hash', async () => {
  await disconnect()
  const before = await sums(url)
  const there = fileIn(newFolder())
  expect(await moveDatabase(url, there)).toEqual(before)
  expect(await sums(there)).toEqual(before)
  const back = await emptyDatabase()
  await moveDatabase(there, back)
  expect(await sums(back)).toEqual(before)
  expect(await sums(url)).toEqual(before)
  await works(back)
})

test('a backup of one kind fills the other', async () => {
  const { folder, manifest } = await backup()
  const there = fileIn(newFolder())
  await restoreBackup(folder, there)
  expect(await sums(there)).toEqual(manifest.tables)
  await works(there)
})

test('what is not empty is never overwritten, and a database that a server works on is not moved', async () => {
  const { folder } = await backup()
  const target = await freshDatabase()
  await restoreBackup(folder, target)
  const before = await sums(target)
  await expect(restoreBackup(folder, target)).rejects.toThrow(/is not empty/)
  await expect(moveDatabase(url, target)).rejects.toThrow(/is not empty/)
  expect(await sums(target)).toEqual(before)
  const lease = { name: 'reaper', holder: 'x', leaseUntil: new Date(Date.now() + 20_000) }
  await transaction([], (tx) => tx.job.create({ data: lease }))
  await expect(moveDatabase(url, fileIn(newFolder()))).rejects.toThrow(/A server is running/)
  const served = await freshDatabase()
  await disconnect()
  await connect(served)
  await transaction([], (tx) => tx.job.create({ data: lease }))
  await expect(restoreBackup(folder, served)).rejects.toThrow(/A server is running/)
})

test('an unfinished, a damaged and a newer backup are refused in words, and nothing is made', async () => {
  const { folder, manifest } = await backup()
  const target = fileIn(newFolder())
  const file = join(folder, manifest.file.name)
  const whole = readFileSync(file)
  const bytes = Buffer.from(whole)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  writeFileSync(file, bytes)
  await expect(restoreBackup(folder, target)).rejects.toThrow(/is damaged/)
  writeFileSync(file, whole)
  const path = join(folder, 'manifest.json')
  writeFileSync(path, JSON.stringify({ ...manifest, migrations: [...manifest.migrations, '29990101000000_later'] }))
  await expect(restoreBackup(folder, target)).rejects.toThrow(/newer than this program/)
  writeFileSync(path, JSON.stringify({ ...manifest, tables: { ...manifest.tables, Task: { rows: 1, sha256: 'other' } } }))
  await expect(restoreBackup(folder, target)).rejects.toThrow(/Task: 1 rows/)
  writeFileSync(path, '{"format":')
  await expect(restoreBackup(folder, target)).rejects.toThrow(/not a manifest/)
  await expect(restoreBackup(into, target)).rejects.toThrow(/is not a backup/)
  await expect(restoreBackup(`${folder}.partial-1`, target)).rejects.toThrow(/was not finished/)
  expect(existsSync(target.slice('file:'.length))).toBe(false)
})

test('the signing secret goes with the backup, readable by its owner alone, and never replaces another', async () => {
  const secret = join(newFolder(), 'auth-secret')
  writeFileSync(secret, 'signs')
  const { folder } = await takeBackup({ url, into, reason: 'command', secret })
  const place = join(newFolder(), 'data', 'auth-secret')
  expect((await restoreBackup(folder, await emptyDatabase(), place)).secret).toBe('restored')
  expect(readFileSync(place, 'utf8')).toBe('signs')
  expect((await restoreBackup(folder, await emptyDatabase(), place)).secret).toBe('same')
  writeFileSync(place, 'another')
  expect((await restoreBackup(folder, await emptyDatabase(), place)).secret).toBe('another is here')
  expect(readFileSync(place, 'utf8')).toBe('another')
})

test('a backup of sealed texts holds none of them, names their key, and is read with it', async () => {
  const key = Buffer.alloc(32, 'a').toString('base64')
  useKeys({ ENCRYPTION_KEY: key })
  await checkKeys('server')
  await addContext(ada, { task: id, body: 'plantedtext', kind: 'NOTE' })
  const { folder, manifest } = await backup()
  expect(manifest.keys).toHaveLength(1)
  const source = manifest.dialect === 'sqlite' ? openSqlite(join(folder, 'database.db')) : await openDump(join(folder, 'database.jsonl.gz'))
  for (const table of source.tables) for await (const rows of source.rows(table)) expect(JSON.stringify(rows)).not.toContain('plantedtext')
  await source.close()
  expect(readFileSync(join(folder, manifest.file.name)).toString('latin1')).not.toContain('plantedtext')
  const target = await emptyDatabase()
  await restoreBackup(folder, target)
  await disconnect()
  await connect(target)
  await checkKeys('server')
  useKeys({})
  await expect(checkKeys('server')).rejects.toThrow(/none is configured/)
})

test('before tables change there is a backup of how they were, the last three of them, and none of an empty database', async () => {
  await disconnect()
  const before = await sums(url)
  const added: Migration[] = []
  for (let i = 0; i < 5; i++) {
    const sql = `ALTER TABLE "Job" ADD COLUMN "colour${i}" TEXT`
    added.push({ name: `2999010100000${i}_add`, sql, checksum: sha256(sql) })
    await migrate(url, planFor(url, [...planFor(url).migrations, ...added]), into)
  }
  const names = readdirSync(into).sort()
  expect(names.map((name) => name.replace(/-\d{4}.*/, ''))).toEqual(['before-migration', 'before-migration', 'before-migration'])
  const manifest = JSON.parse(readFileSync(join(into, names[0] ?? '', 'manifest.json'), 'utf8'))
  expect(manifest).toMatchObject({ reason: 'before-migration', tables: { Task: before.Task, Event: before.Event } })
  expect(manifest.migrations.at(-1)).toBe('29990101000001_add')
  const empty = await freshDatabase()
  const folder = join(newFolder(), 'none')
  mkdirSync(folder)
  await migrate(empty, planFor(empty, [...planFor(empty).migrations, ...added]), folder)
  expect(readdirSync(folder)).toEqual([])
})

test('a backup of an older version fills an empty database and is brought up to date', async () => {
  await disconnect()
  const older = await emptyDatabase()
  const all = planFor(older).migrations
  await migrate(older, { migrations: all.slice(0, 1), extra: '', extraHash: '' })
  const { folder } = await takeBackup({ url: older, into, reason: 'command' })
  const target = fileIn(newFolder())
  await restoreBackup(folder, target)
  expect(openSqlite(target.slice('file:'.length)).migrations).toEqual(all.map(({ name }) => name))
})
