import type Database from 'better-sqlite3'

const KEPT = 500

/** What Prisma's adapter uses of a statement. */
interface Bound {
  reader: boolean
  columns(): Database.ColumnDefinition[]
  raw(): { all(): unknown[] }
  run(): Database.RunResult
}

interface Kept {
  statement: Database.Statement<unknown[]>
  columns: Database.ColumnDefinition[] | null
}

/**
 * Lets a connection of Prisma's adapter keep its prepared statements. The adapter prepares each anew, and preparing an INSERT means
 * compiling the table's triggers: it took more time than running the statements did.
 */
export function keepStatements(connection: unknown) {
  const client = clientOf(connection)
  const prepare = client.prepare.bind(client)
  const kept = new Map<string, Kept>()
  const statement = (sql: string) => {
    const found = kept.get(sql) ?? { statement: prepare<unknown[]>(sql), columns: null }
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
        reader: found.statement.reader,
        // Every statement names its columns, so that they stay as they are also when a table gets another.
        columns: () => (found.columns ??= found.statement.columns()),
        raw: () => ({ all: () => found.statement.raw().all(...args) }),
        run: () => found.statement.run(...args),
      }
    }
  Object.defineProperty(client, 'prepare', { value: (sql: string) => ({ bind: bind(sql), run: () => statement(sql).statement.run() }) })
}

function clientOf(connection: unknown): Database.Database {
  if (typeof connection === 'object' && connection !== null && 'client' in connection) return connection.client as Database.Database
  throw new Error('The adapter of this version keeps its connection elsewhere.')
}
