import type Database from 'better-sqlite3'

const KEPT = 500

/** What Prisma's adapter uses of a statement. */
interface Bound {
  reader: boolean
  columns(): Database.ColumnDefinition[]
  raw(): { all(): unknown[] }
  run(): Database.RunResult
}

/**
 * Lets a connection of Prisma's adapter keep its prepared statements. The adapter prepares each anew, and preparing an INSERT means
 * compiling the table's triggers: it took more time than running the statements did.
 */
export function keepStatements(connection: unknown) {
  const client = clientOf(connection)
  const prepare = client.prepare.bind(client)
  const kept = new Map<string, Database.Statement<unknown[]>>()
  const statement = (sql: string) => {
    const found = kept.get(sql) ?? prepare<unknown[]>(sql)
    kept.delete(sql)
    kept.set(sql, found)
    if (kept.size > KEPT) for (const oldest of kept.keys()) return (kept.delete(oldest), found)
    return found
  }
  const bind =
    (sql: string) =>
    (args: unknown[]): Bound => {
      const found = statement(sql)
      return {
        reader: found.reader,
        columns: () => found.columns(),
        raw: () => ({ all: () => found.raw().all(...args) }),
        run: () => found.run(...args),
      }
    }
  Object.defineProperty(client, 'prepare', { value: (sql: string) => ({ bind: bind(sql), run: () => statement(sql).run() }) })
}

function clientOf(connection: unknown): Database.Database {
  if (typeof connection === 'object' && connection !== null && 'client' in connection) return connection.client as Database.Database
  throw new Error('The adapter of this version keeps its connection elsewhere.')
}
