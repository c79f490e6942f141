import { Sql } from '@prisma/client/runtime/client'
import { ColumnTypeEnum, type SqlDriverAdapter, type SqlResultSet, type Transaction } from '@prisma/driver-adapter-utils'
import { sqliteFile } from './sqlite-file.ts'

/** Reads by SQL alone, as `tx.$queryRaw` does elsewhere. */
export interface Reader {
  $queryRaw<T>(query: TemplateStringsArray, ...values: unknown[]): Promise<T>
}

export interface Snapshots {
  /** Runs with the database as it is when it first reads, whatever is written meanwhile. */
  read<T>(run: (reader: Reader) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * A connection of its own that writes nothing. It is the adapter's alone, without the client: an export runs in a thread, and each
 * client would bring a compiler of its own, which takes more memory than all that an export holds.
 */
export async function openSnapshots(url: string): Promise<Snapshots> {
  const isPostgres = /^postgres(ql)?:/.test(url)
  const adapter = await (isPostgres ? postgres(url) : sqlite(url))
  return {
    async read(run) {
      const transaction = await adapter.startTransaction()
      const reader: Reader = {
        async $queryRaw<T>(query: TemplateStringsArray, ...values: unknown[]) {
          const { sql, text, values: args } = new Sql(query, values)
          const argTypes = args.map(() => ({ scalarType: 'unknown', arity: 'scalar' }) as const)
          return rowsOf(await transaction.queryRaw({ sql: isPostgres ? text : sql, args, argTypes })) as T
        },
      }
      try {
        return await run(reader)
      } finally {
        await end(transaction)
      }
    },
    close: () => adapter.dispose(),
  }
}

// One of the two is needed, and either takes its memory.
async function sqlite(url: string): Promise<SqlDriverAdapter> {
  const { PrismaBetterSqlite3 } = await import('@prisma/adapter-better-sqlite3')
  const adapter = await new PrismaBetterSqlite3({ url: sqliteFile(url), readonly: true }).connect()
  // Each page is read once or twice; the 16 MB that the driver keeps would be of no use.
  await adapter.executeScript('PRAGMA cache_size = -2000')
  return adapter
}

async function postgres(url: string): Promise<SqlDriverAdapter> {
  const { PrismaPg } = await import('@prisma/adapter-pg')
  const options = '-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read'
  return new PrismaPg({ connectionString: url, max: 1, options }).connect()
}

async function end(transaction: Transaction) {
  await transaction.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] })
  await transaction.rollback()
}

/** Times as dates and flags as booleans, the way the client gives them. */
function rowsOf({ columnNames, columnTypes, rows }: SqlResultSet): Record<string, unknown>[] {
  return rows.map((row) =>
    Object.fromEntries(
      columnNames.map((name, i) => {
        const value = row[i]
        if (columnTypes[i] === ColumnTypeEnum.DateTime && typeof value === 'string') return [name, new Date(value)]
        if (columnTypes[i] === ColumnTypeEnum.Boolean && typeof value === 'number') return [name, value === 1]
        return [name, value]
      }),
    ),
  )
}
