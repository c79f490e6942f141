import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dialect, transaction } from '#lib/db.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { bundleServer, type ServerProcess, startServer } from '../server-process.ts'
import { act } from './request.ts'
import { expectKept, scene } from './scene.ts'

// What is acknowledged is on the disk. Counted at the system calls, which takes Linux and a C compiler; elsewhere the settings are asked.
let database: TestDatabase
let server: ServerProcess | null = null
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-durable-'))
const log = join(folder, 'syncs')
beforeAll(async () => {
  database = await testDatabase()
  const shim = dialect() === 'sqlite' ? compile() : null
  if (shim) server = startServer(await bundleServer(), { DATABASE_URL: database.url, LD_PRELOAD: shim, SYNC_LOG: log })
}, 120_000)
afterAll(() => {
  server?.child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

describe('before an answer leaves', () => {
  it('every write to the log was flushed, one request at a time and many at once', { timeout: 120_000 }, async () => {
    if (!server) return expectSettings()
    const url = await server.ready
    const { place, holders } = await scene(4)
    const create = (i: number) => act(url, holders[i % 4]?.token ?? '', 'createTask', { project: place.id, title: `Task ${i}` })
    for (let i = 0; i < 20; i++) {
      const before = readFileSync(log, 'utf8').length
      expect(await create(i)).toMatchObject({ __typename: 'CreateTaskSuccess' })
      // Not from the beginning: a job of the server may write in between.
      expect(readFileSync(log, 'utf8').slice(before)).toMatch(/W+S[^W]*A$/)
    }
    const before = readFileSync(log, 'utf8').length
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => create(i)))
    expect(answers.every((answer) => answer?.__typename === 'CreateTaskSuccess')).toBe(true)
    const calls = readFileSync(log, 'utf8').slice(before)
    expect(calls.split('A')).toHaveLength(201)
    expect(calls).not.toMatch(/W[^S]*A/)
    const [flushes, acknowledged] = [calls.split('S').length - 1, 200]
    console.info(`${acknowledged} acknowledgements at once took ${flushes} flushes`)
    expect(flushes).toBeGreaterThanOrEqual(Math.ceil(acknowledged / 64))
    await expectKept([])
  })
})

/** The library that counts, or null where there is no compiler or no preloading. */
function compile(): string | null {
  const library = join(folder, 'syncs.so')
  const source = join(import.meta.dirname, 'syncs.c')
  const compiled =
    process.platform === 'linux' &&
    ['cc', 'gcc', 'clang'].some((cc) => spawnSync(cc, ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']).status === 0)
  if (!compiled)
    console.warn('Flushes are not counted here: that takes Linux and a C compiler (apt-get install gcc). The settings are asked instead.')
  return compiled ? library : null
}

/** The databases flush before they answer a COMMIT unless they are told not to; and nobody here tells them. */
async function expectSettings() {
  if (dialect() === 'sqlite') {
    const settings = await transaction([], async (tx) => [await tx.$queryRaw`PRAGMA synchronous`, await tx.$queryRaw`PRAGMA journal_mode`])
    const full = [[{ synchronous: 2n }], [{ journal_mode: 'wal' }]]
    return expect(settings).toEqual(full)
  }
  const rows = await transaction(
    [],
    (tx) => tx.$queryRaw<{ source: string }[]>`SELECT source FROM pg_settings WHERE name IN ('synchronous_commit', 'fsync')`,
  )
  expect(rows).toHaveLength(2)
  for (const { source } of rows) expect(['default', 'configuration file', 'command line']).toContain(source)
}
