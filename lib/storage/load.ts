import { planFor } from '#prisma/tools/migrate.ts'
import { isFile, sqlitePath } from './disk.ts'
import { loadPostgres } from './load-postgres.ts'
import { loadSqlite } from './load-sqlite.ts'
import { StorageError } from './manifest.ts'
import type { Source, Sums } from './table.ts'

/**
 * Fills an empty database with all rows of the source, reads them back, compares every table by count and checksum, and brings the
 * tables up to date. Ended early, the target is as empty as it was.
 * @param expected what the source should hold, if somebody has counted it before
 * @throws StorageError when the target holds something or is in use, when the source is newer than this program, or when the copy differs
 */
export async function load(source: Source, url: string, expected: Sums | null = null): Promise<Sums> {
  const known = new Set(planFor(url).migrations.map(({ name }) => name))
  const unknown = source.migrations.filter((name) => !known.has(name))
  if (unknown.length > 0) throw new StorageError(`The data is newer than this program: it has ${unknown[0]}; update the program.`)
  return isFile(url) ? loadSqlite(source, sqlitePath(url), expected) : loadPostgres(source, url, expected)
}
