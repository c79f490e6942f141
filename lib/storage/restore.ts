import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { planFor } from '#prisma/tools/migrate.ts'
import { isFile, sqlitePath } from './disk.ts'
import { openDump } from './dump.ts'
import { load } from './load.ts'
import { placeCopy } from './load-sqlite.ts'
import { type Manifest, readManifest, StorageError } from './manifest.ts'
import { openSqlite } from './sqlite.ts'
import type { Source, Sums } from './table.ts'

export interface Restored {
  manifest: Manifest
  /** What became of the signing secret that the backup holds. */
  secret: 'none' | 'restored' | 'same' | 'another is here'
}

/**
 * Fills an empty database from a backup of either database, compared by count and checksum before it counts.
 * @param secret where the signing secret is kept, unless the configuration has its own
 * @throws StorageError when the backup is unfinished or damaged, or the database holds something: nothing was changed
 */
export async function restoreBackup(folder: string, url: string, secret?: string): Promise<Restored> {
  const manifest = await readManifest(folder)
  refuseNewer(manifest)
  const file = join(folder, manifest.file.name)
  if (manifest.file.name === 'database.db' && isFile(url)) await placeCopy(file, manifest.tables, sqlitePath(url))
  else await loadFrom(manifest.file.name === 'database.db' ? openSqlite(file) : await openDump(file), url, manifest.tables)
  return { manifest, secret: restoreSecret(join(folder, 'auth-secret'), secret) }
}

async function loadFrom(source: Source, url: string, expected: Sums) {
  await load(source, url, expected).finally(() => source.close())
}

function refuseNewer({ migrations }: Manifest) {
  const known = new Set(planFor('file:').migrations.map(({ name }) => name))
  const unknown = migrations.find((name) => !known.has(name))
  if (unknown) throw new StorageError(`The backup is newer than this program: it has ${unknown}; update the program.`)
}

function restoreSecret(kept: string, place: string | undefined): Restored['secret'] {
  if (place === undefined || !existsSync(kept)) return 'none'
  if (existsSync(place)) return readFileSync(place, 'utf8') === readFileSync(kept, 'utf8') ? 'same' : 'another is here'
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
  copyFileSync(kept, place)
  return 'restored'
}
