import Database from 'better-sqlite3'
import { connect, disconnect } from '#lib/db.ts'
import { createApi } from '#graphql/yoga.ts'
import { isGood, quantiles } from './drive.ts'
import type { Request } from './operations.ts'

export interface Plain {
  /** Unknown where several requests share a commit. */
  p50: number | null
  p95: number | null
  perSecond: number
  statements: number
  commits: number
}

type Call = { connection: number; sql: string; args: unknown[] | null } | 'next'

/**
 * Runs requests through the API in this process on one copy of the database, writing down each statement with its values, and
 * then the same statements by better-sqlite3 alone on the other copy: as many commits, flushed the same way.
 */
export async function raw(recorded: string, plain: string) {
  const tape = record()
  await connect(`file:${recorded}`)
  const api = createApi({ ratePerSecond: 1_000_000 })
  const player = play(plain)
  const run = async ({ document, variables, caller }: Request) => {
    const answer = JSON.stringify(await api.run(document, variables, caller))
    if (!isGood(answer)) throw new Error(answer.slice(0, 500))
  }
  return {
    async replay(requests: readonly Request[], clients: number): Promise<Plain> {
      const calls = await tape.during(async () => {
        const waiting = [...requests]
        const client = async () => {
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            await run(next)
            if (clients === 1) tape.mark()
          }
        }
        await Promise.all(Array.from({ length: clients }, client))
      })
      return player.play(calls, requests.length)
    },
    async close() {
      await disconnect()
      player.close()
      tape.stop()
    },
  }
}

/** Listens at the library itself, below Prisma and the gate. */
function record() {
  const { prepare, exec } = Database.prototype
  const connections = new Map<Database.Database, number>()
  let calls: Call[] | null = null
  const numberOf = (database: Database.Database) => {
    if (!connections.has(database)) connections.set(database, connections.size)
    return connections.get(database) ?? 0
  }
  Database.prototype.exec = function (sql) {
    calls?.push({ connection: numberOf(this), sql, args: null })
    return exec.call(this, sql)
  }
  Database.prototype.prepare = function (this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql)
    const connection = numberOf(this)
    for (const method of ['run', 'all'] as const) {
      const original = statement[method].bind(statement) as (...args: unknown[]) => never
      statement[method] = (...args: unknown[]) => {
        calls?.push({ connection, sql, args })
        return original(...args)
      }
    }
    return statement
  } as typeof prepare
  return {
    async during(run: () => Promise<void>): Promise<Call[]> {
      const own: Call[] = (calls = [])
      await run()
      calls = null
      return own
    },
    mark: () => void calls?.push('next'),
    stop: () => void Object.assign(Database.prototype, { prepare, exec }),
  }
}

const PRAGMAS =
  'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;'

function play(file: string) {
  const databases: { database: Database.Database; statements: Map<string, Database.Statement> }[] = []
  const open = (connection: number) => {
    const found = databases[connection]
    if (found) return found
    const database = new Database(file)
    database.exec(PRAGMAS)
    return (databases[connection] = { database, statements: new Map() })
  }
  const one = ({ connection, sql, args }: Exclude<Call, 'next'>) => {
    const { database, statements } = open(connection)
    if (args === null) return void database.exec(sql)
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    if (statement.reader) statement.raw().all(args)
    else statement.run(args)
  }
  return {
    play(calls: readonly Call[], requests: number): Plain {
      const times: number[] = []
      const start = performance.now()
      let last = start
      for (const call of calls) {
        if (call !== 'next') {
          one(call)
          continue
        }
        times.push(performance.now() - last)
        last = performance.now()
      }
      const seconds = (performance.now() - start) / 1000
      const { p50, p95 } = times.length ? quantiles(times) : { p50: null, p95: null }
      const commits = calls.filter((call) => call !== 'next' && call.args === null && /\bCOMMIT\b/.test(call.sql)).length
      return { p50, p95, perSecond: requests / seconds, statements: calls.filter((call) => call !== 'next').length / requests, commits }
    },
    close: () => databases.forEach(({ database }) => database.close()),
  }
}
