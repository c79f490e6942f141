import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, watch } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, disconnect, transaction } from '#lib/db.ts'
import { bundled } from '#lib/testing/bundle.ts'
import { emptyDatabase, freshDatabase } from '#lib/testing/database.ts'
import { person, project } from '#lib/testing/builders.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { newFolder } from '#lib/testing/templates.ts'
import { takeBackup } from './backup.ts'
import { readManifest } from './manifest.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import { differences, filledTables, type Source, type Sums, sumsOf } from './table.ts'

const ENTRIES = 6_000
let url: string
let whole: Sums
let backup: string

beforeAll(async () => {
  url = await freshDatabase()
  await connect(url)
  const ada = await person()
  const { id: projectId } = await project(ada)
  const row = (i: number) => ({
    id: `ctx_${String(i).padStart(16, '0')}`,
    projectId,
    kind: 'UPDATE' as const,
    body: 'x'.repeat(500),
    createdAt: new Date(),
  })
  for (let i = 0; i < ENTRIES; i += 1_000)
    await transaction([], (tx) => tx.contextEntry.createMany({ data: Array.from({ length: 1_000 }, (_, k) => row(i + k)) }))
  await disconnect()
  whole = await sums(url)
  backup = (await takeBackup({ url, into: newFolder(), reason: 'command' })).folder
})
afterAll(disconnect)

/** Reads a database and lets go of it: an open reading would hold up the command that comes next. */
async function reading<T>(of: string, read: (source: Source) => Promise<T>): Promise<T> {
  const source = of.startsWith('file:') ? openSqlite(of.slice('file:'.length)) : await openPostgres(of)
  try {
    return await read(source)
  } finally {
    await source.close()
  }
}
const sums = (of: string) => reading(of, sumsOf)

function command(name: 'backup' | 'restore' | 'move', database: string, argument: string): ChildProcess {
  const env = { ...process.env, DATABASE_URL: database, DATA_DIR: newFolder() }
  return spawn(process.execPath, [bundled(`lib/commands/${name}.ts`), argument], { env, stdio: 'ignore' })
}

/** Kills the command some way into what it does, after `begun`. */
async function killed(child: ChildProcess, begun: Promise<unknown>, ms: number) {
  await Promise.race([begun, once(child, 'exit')])
  await new Promise((resolve) => setTimeout(resolve, ms))
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

const finish = async (child: ChildProcess) => (await once(child, 'exit'))[0] as number

/** When a name with this in it appears in the folder. */
function appears(folder: string, part: string) {
  return new Promise<void>((resolve) => {
    const watcher = watch(folder, (_, name) => {
      if (!name?.includes(part)) return
      watcher.close()
      resolve()
    })
  })
}

const atRandom = () => Math.random() * 120

test('a backup that is killed is none, and the next one clears away what is left of it', { timeout: 600_000 }, async () => {
  for (let round = 0; round < rounds(10); round++) {
    const into = newFolder()
    await killed(command('backup', url, into), appears(into, '.partial-'), atRandom())
    for (const name of readdirSync(into)) {
      const manifest = await readManifest(join(into, name)).catch((error: Error) => error.message)
      if (typeof manifest === 'string') expect(manifest).toMatch(/was not finished/)
      else expect(differences(whole, manifest.tables)).toEqual([])
    }
    expect(await finish(command('backup', url, into))).toBe(0)
    expect(readdirSync(into).filter((name) => name.includes('.partial-'))).toEqual([])
  }
})

test('a restore or a move that is killed leaves the target empty or whole, and can be done again', { timeout: 600_000 }, async () => {
  for (let round = 0; round < rounds(10); round++)
    for (const name of ['restore', 'move'] as const) {
      const target = await emptyDatabase()
      const run = () => (name === 'restore' ? command(name, target, backup) : command(name, url, target))
      const child = run()
      const begun = target.startsWith('file:') ? appears(dirname(target.slice('file:'.length)), '.partial-') : locked(target, child)
      await killed(child, begun, atRandom())
      if (await isEmpty(target)) expect(await finish(run())).toBe(0)
      expect(differences(whole, await sums(target))).toEqual([])
      expect(await finish(run())).toBe(1)
    }
})

async function isEmpty(target: string) {
  if (target.startsWith('file:') && !existsSync(target.slice('file:'.length))) return true
  return (await reading(target, filledTables)).length === 0
}

/** When the command holds its lock on the database, or has ended too quickly to be seen with it. */
async function locked(target: string, child: ChildProcess) {
  const client = new pg.Client({ connectionString: target })
  await client.connect()
  try {
    for (let found = 0; found === 0 && child.exitCode === null && child.signalCode === null;) {
      // Asking without a pause would take the processor from the command.
      await new Promise((resolve) => setTimeout(resolve, 2))
      const { rows } = await client.query<{ found: number }>(
        `SELECT count(*)::int AS found FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      )
      found = rows[0]?.found ?? 0
    }
  } finally {
    await client.end()
  }
}
