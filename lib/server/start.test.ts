import Database from 'better-sqlite3'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '#lib/testing/database.ts'
import { bundleServer, runServer } from '#lib/testing/server-process.ts'

const server = await bundleServer()
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-start-'))
afterAll(() => {
  rmSync(server, { force: true })
  rmSync(folder, { recursive: true, force: true })
})

const isSqlite = process.env.TEST_DIALECT !== 'postgres'
const start = (env: Record<string, string>) => runServer(server, { DATA_DIR: folder, ...env }).ended
const hash = (file: string) => readFileSync(file).toString('base64')

describe('a start that cannot succeed ends with 1 and one line', () => {
  it('a configuration with faults, all of them named, and nothing is made', async () => {
    const { code, errors } = await start({ DATA_DIR: join(folder, 'none'), PORT: 'http', LOG_LEVEL: 'loud', PUBLIC_URL: 'nonsense' })
    expect(code).toBe(1)
    expect(errors.trim().split('\n')).toHaveLength(1)
    for (const name of ['PORT', 'LOG_LEVEL', 'PUBLIC_URL']) expect(errors).toContain(name)
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  it('a port in use, before the database is touched', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, errors } = await start({ PORT: String(port), DATABASE_URL: `file:${join(folder, 'untouched.db')}` })
    other.close()
    expect([code, errors.trim().split('\n').length]).toEqual([1, 1])
    expect(errors).toContain(`port ${port}`)
    expect(existsSync(join(folder, 'untouched.db'))).toBe(false)
  })

  it('a database server that does not answer', async () => {
    const { code, errors } = await start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
    expect([code, errors.trim().split('\n').length]).toEqual([1, 1])
  })
})

const sqliteOnly = isSqlite ? describe : () => {}
sqliteOnly('a database file that cannot be used is left as it is', () => {
  const fileOf = (url: string) => url.slice('file:'.length)

  it('one that is no database', async () => {
    const file = join(folder, 'letter.db')
    writeFileSync(file, 'Dear database, '.repeat(1000))
    const before = hash(file)
    const { code, errors } = await start({ DATABASE_URL: `file:${file}` })
    expect([code, errors.trim().split('\n').length, hash(file)]).toEqual([1, 1, before])
  })

  it('one that is damaged', async () => {
    const file = fileOf(await freshDatabase())
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 4096 * 3, 4096 * 12)
    writeFileSync(file, bytes)
    const { code, errors } = await start({ DATABASE_URL: `file:${file}` })
    expect([code, errors.trim().split('\n').length]).toEqual([1, 1])
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  it('one that a newer version has migrated', async () => {
    const file = fileOf(await freshDatabase())
    const db = new Database(file)
    db.exec(`INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
             VALUES ('x', 'x', '2999-01-01', '29990101000000_later', '2999-01-01', 1)`)
    db.close()
    const before = hash(file)
    const { code, errors } = await start({ DATABASE_URL: `file:${file}` })
    expect([code, errors.trim().split('\n').length, hash(file)]).toEqual([1, 1, before])
    expect(errors).toContain('newer')
  })

  it('one that may only be read', async () => {
    const file = fileOf(await freshDatabase())
    chmodSync(file, 0o444)
    // Root writes to everything; a folder in the place of the file is what root cannot open either.
    const isRoot = process.getuid?.() === 0
    const { code, errors } = await start({ DATABASE_URL: `file:${isRoot ? folder : file}` })
    expect([code, errors.trim().split('\n').length, statSync(file).mode & 0o777]).toEqual([1, 1, 0o444])
  })
})
