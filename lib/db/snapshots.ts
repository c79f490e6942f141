import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '#prisma/.build/sqlite/client/client.ts'
import type { Db } from './engine.ts'
import { sqliteFile } from './sqlite.ts'

/** A connection of its own that writes nothing, and whose every transaction sees the database as it was when it began to read. */
export async function openSnapshots(url: string): Promise<Db> {
  if (!/^postgres(ql)?:/.test(url)) {
    return new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: sqliteFile(url), readonly: true }), errorFormat: 'minimal' })
  }
  const postgres = await import('#prisma/.build/postgres/client/client.ts')
  const options = '-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read'
  const adapter = new PrismaPg({ connectionString: url, max: 1, options })
  // The two clients differ only in filters that SQLite's types do not offer.
  return new postgres.PrismaClient({ adapter, errorFormat: 'minimal' }) as unknown as Db
}
