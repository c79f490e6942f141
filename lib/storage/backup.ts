import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { flush, isAbandoned, isFile, sqlitePath } from './disk.ts'
import { openDump, writeDump } from './dump.ts'
import { fileHash, MANIFEST, type Manifest, StorageError } from './manifest.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import { columnOf, differences, filledTables, type Source, type Sums, sumsOf } from './table.ts'

export interface BackupInput {
  /** The database: `file:…` or `postgres://…`. */
  url: string
  /** The folder that gets the backup's own folder. */
  into: string
  /** Why it is taken; begins the folder's name unless it is `command`. */
  reason: string
  /** The signing secret's file, if the configuration has none of its own. */
  secret?: string | undefined
  now?: Date
}

export interface Taken {
  folder: string
  manifest: Manifest
}

/**
 * Copies the database as it is at one moment, while it is written to, reads the copy back and compares every table by count and
 * checksum. The folder gets its name when all of it is on disk: whatever ends this early leaves a folder named `.partial-…`.
 * @throws StorageError when the copy differs
 */
export async function takeBackup({ url, into, reason, secret, now = new Date() }: BackupInput): Promise<Taken> {
  const name = `${reason === 'command' ? '' : `${reason}-`}${now.toISOString().replaceAll(':', '-').replace('.', '-')}`
  const folder = join(into, name)
  mkdirSync(into, { recursive: true, mode: 0o700 })
  removeAbandoned(into)
  if (existsSync(folder)) throw new StorageError(`${folder} is there already.`)
  const draft = `${folder}.partial-${process.pid}`
  mkdirSync(draft, { mode: 0o700 })
  try {
    const copied = isFile(url) ? await copySqlite(sqlitePath(url), draft) : await copyPostgres(url, draft)
    const manifest: Manifest = { format: 'task-orchestrator-backup', version: 1, reason, takenAt: now.toISOString(), ...copied }
    if (secret !== undefined && existsSync(secret)) copyFileSync(secret, join(draft, 'auth-secret'))
    writeFileSync(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    for (const file of readdirSync(draft)) flush(join(draft, file))
    flush(draft)
    renameSync(draft, folder)
    flush(into)
    return { folder, manifest }
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

type Copied = Pick<Manifest, 'dialect' | 'migrations' | 'file' | 'tables' | 'keys'>

async function copySqlite(file: string, folder: string): Promise<Copied> {
  const source = openSqlite(file)
  const target = join(folder, 'database.db')
  try {
    // In one step, inside the open read: pages that are written meanwhile do not belong to it.
    await source.db.backup(target, { progress: () => 0x7fffffff })
    const copy = new Database(target)
    // One file that needs no log beside it, also where the folder cannot be written.
    copy.pragma('journal_mode = DELETE')
    const answer = copy.pragma('integrity_check(1)', { simple: true })
    copy.close()
    chmodSync(target, 0o600)
    if (answer !== 'ok') throw new StorageError(`The copy is damaged: ${String(answer)}`)
    const tables = await compared(await sumsOf(source), () => openSqlite(target))
    const keys = await keysIn(source)
    return { dialect: 'sqlite', migrations: source.migrations, file: await fileFacts(target, 'database.db'), tables, keys }
  } finally {
    await source.close()
  }
}

async function copyPostgres(url: string, folder: string): Promise<Copied> {
  const source = await openPostgres(url)
  const target = join(folder, 'database.jsonl.gz')
  try {
    const tables = await compared(await writeDump(source, target), () => openDump(target))
    const keys = await keysIn(source)
    return { dialect: 'postgres', migrations: source.migrations, file: await fileFacts(target, 'database.jsonl.gz'), tables, keys }
  } finally {
    await source.close()
  }
}

async function compared(expected: Sums, open: () => Source | Promise<Source>): Promise<Sums> {
  const copy = await open()
  try {
    const faults = differences(expected, await sumsOf(copy))
    if (faults.length > 0) throw new StorageError(`The copy differs from the database: ${faults.join('; ')}`)
    return expected
  } finally {
    await copy.close()
  }
}

async function keysIn({ tables, rows }: Source): Promise<string[]> {
  const table = tables.find(({ name }) => name === 'EncryptionKey')
  const keys: string[] = []
  if (table) for await (const batch of rows(table)) keys.push(...batch.map((row) => String(row[columnOf(table, 'id')])))
  return keys
}

const fileFacts = async (path: string, name: Manifest['file']['name']) => ({
  name,
  bytes: statSync(path).size,
  sha256: await fileHash(path),
})

/** What a backup that was killed has left, once its process is gone. */
function removeAbandoned(into: string) {
  for (const name of readdirSync(into)) if (isAbandoned(name)) rmSync(join(into, name), { recursive: true, force: true })
}

const KEPT = 3
const REASON = 'before-migration'

/** Before tables change: a backup of whatever is worth one, and the oldest of those beyond the last three go. */
export async function backupBeforeMigration(url: string, into: string): Promise<string | null> {
  if (await isEmpty(url)) return null
  const { folder } = await takeBackup({ url, into, reason: REASON })
  const older = readdirSync(into)
    .filter((name) => new RegExp(`^${REASON}-[^.]+$`).test(name))
    .sort()
  for (const name of older.slice(0, -KEPT)) rmSync(join(into, name), { recursive: true, force: true })
  return folder
}

async function isEmpty(url: string): Promise<boolean> {
  const source = isFile(url) ? openSqlite(sqlitePath(url)) : await openPostgres(url)
  try {
    return (await filledTables(source)).length === 0
  } finally {
    await source.close()
  }
}
