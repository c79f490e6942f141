import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type Transaction,
} from '@prisma/driver-adapter-utils'
import { GroupCommit, LIMITS, type Member, whenFree } from './group-commit.ts'
import { keepStatements } from './statement-cache.ts'

const COMMON =
  'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;'
// better-sqlite3 waits for a lock by blocking the whole process, so nobody waits there: `whenFree` does.
const WRITER = `${COMMON} PRAGMA busy_timeout=0;`
const READER = `${COMMON} PRAGMA query_only=ON; PRAGMA busy_timeout=0;`

export interface Shell {
  factory: SqlDriverAdapterFactory
  gate: GroupCommit
  /** Rises when a connection other than our own has committed, which only another process has. */
  dataVersion(): Promise<number>
  close(): Promise<void>
}

/**
 * Two connections of Prisma's own adapter instead of its one, on which a write made beside an open transaction joins it and is
 * lost with its rollback, and on which a read sees what is not committed. Conversions and error mapping stay Prisma's.
 */
export async function openShell(file: string, limits = LIMITS): Promise<Shell> {
  const writer = await open(file, WRITER)
  const reader = await open(file, READER)
  const gate = new GroupCommit(writer, limits)
  const adapter: SqlDriverAdapter = {
    provider: 'sqlite',
    adapterName: writer.adapterName,
    queryRaw: (query) => read(reader, query) ?? write(gate, () => writer.queryRaw(query)),
    executeRaw: (query) => write(gate, () => writer.executeRaw(query)),
    executeScript: (script) => write(gate, () => writer.executeScript(script)),
    startTransaction: async () => transaction(writer, await gate.enter()),
    dispose: async () => {},
  }
  return {
    factory: { provider: 'sqlite', adapterName: writer.adapterName, connect: async () => adapter },
    gate,
    dataVersion: async () => Number((await writer.queryRaw(plain('PRAGMA data_version'))).rows[0]?.[0]),
    close: async () => {
      await reader.dispose()
      await writer.dispose()
    },
  }
}

async function open(file: string, pragmas: string): Promise<SqlDriverAdapter> {
  const connection = await new PrismaBetterSqlite3({ url: file, fileMustExist: true, timeout: 5000 }).connect()
  await connection.executeScript(pragmas)
  keepStatements(connection)
  return connection
}

const plain = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] })

function read(reader: SqlDriverAdapter, query: SqlQuery) {
  return READS.test(query.sql) ? whenFree(() => reader.queryRaw(query)) : null
}

// A WITH that ends in a write is recognised by its verb; query_only refuses one that slipped through.
const READS = /^\s*(SELECT|VALUES|EXPLAIN|PRAGMA|WITH(?![\s\S]*\b(INSERT|UPDATE|DELETE|REPLACE)\b))/i

async function write<T>(gate: GroupCommit, run: () => Promise<T>): Promise<T> {
  const member = await gate.enter()
  let result: T
  try {
    result = await guard(member, run)
  } catch (error) {
    await member.undo()
    throw error
  }
  await member.keep()
  return result
}

function transaction(writer: SqlDriverAdapter, member: Member): Transaction {
  let open = true
  const run = <T>(statement: () => Promise<T>): Promise<T> =>
    // After a time-out the connection is already someone else's.
    open ? guard(member, statement) : Promise.reject(new DriverAdapterError({ kind: 'TransactionAlreadyClosed', cause: 'It has ended.' }))
  const end = (leave: () => Promise<void>) => {
    open = false
    return leave()
  }
  const script = (sql: string) => run(() => writer.executeScript(sql))
  return {
    provider: 'sqlite',
    adapterName: writer.adapterName,
    // The gate sends BEGIN and COMMIT itself.
    options: { usePhantomQuery: true },
    queryRaw: (query) => run(() => writer.queryRaw(query)),
    executeRaw: (query) => run(() => writer.executeRaw(query)),
    commit: () => end(member.keep),
    rollback: () => end(member.undo),
    createSavepoint: (name) => script(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => script(`ROLLBACK TO ${name}`),
    releaseSavepoint: (name) => script(`RELEASE ${name}`),
  }
}

/**
 * A full disk, an I/O fault or a lack of memory lets SQLite roll back the whole transaction by itself; a statement that came after
 * would be committed alone. So such a fault closes the batch to everything but its ROLLBACK.
 */
async function guard<T>(member: Member, statement: () => Promise<T>): Promise<T> {
  const { batch } = member
  if (batch.fault !== null) throw batch.fault
  try {
    return await statement()
  } catch (error) {
    if (!isOrdinary(error)) batch.fault = error
    throw error
  }
}

function isOrdinary(error: unknown): boolean {
  if (!(error instanceof DriverAdapterError)) return true
  const code = error.cause.originalCode ?? ''
  return code.startsWith('SQLITE_CONSTRAINT') || code === 'SQLITE_ERROR' || code === 'SQLITE_MISMATCH' || code === 'SQLITE_RANGE'
}
