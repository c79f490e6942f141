import { isFile, shown, sqlitePath } from './disk.ts'
import { load } from './load.ts'
import { StorageError } from './manifest.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import { isServed, type Sums } from './table.ts'

/**
 * Copies a database whole into an empty one of either kind: ids, order, events, hashes. The old one is not changed, and on SQLite
 * nobody can write to it meanwhile.
 * @throws StorageError when a server works on the old one, or the new one holds something: nothing was changed
 */
export async function moveDatabase(from: string, to: string): Promise<Sums> {
  const source = isFile(from) ? openSqlite(sqlitePath(from), { isAlone: true }) : await openPostgres(from)
  try {
    if (await isServed(source))
      throw new StorageError(
        `A server is running on ${shown(from)}: what it writes now would be lost. Stop it first; after a crash wait half a minute.`,
      )
    return await load(source, to)
  } finally {
    await source.close()
  }
}
