import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '#lib/env.ts'
import { backupBeforeMigration } from '#lib/storage/backup.ts'
import { backupsBeside } from '#lib/storage/disk.ts'
import type { Provider } from './engine.ts'
import { prismaFolder } from './folder.ts'
import { type Migration, migrations, sha256 } from './history.ts'
import type { Plan } from './migration-rules.ts'

/**
 * Brings a database up to date at start-up and answers with the names of what it applied. Of several processes that start at once
 * one applies, the others wait for it. What is in it is backed up before.
 * @param backups the folder of those backups; null for none
 * @throws MigrationError with one line for the operator; the database is as it was
 */
export async function migrate(url: string, plan: Plan = planFor(url), backups: string | null = defaultBackups(url)): Promise<string[]> {
  const save = async () => void (backups !== null && (await backupBeforeMigration(url, backups)))
  if (isPostgres(url)) return (await import('./migrate-postgres.ts')).migratePostgres(url, plan, save)
  return (await import('./migrate-sqlite.ts')).migrateSqlite(url, plan, save)
}

const defaultBackups = (url: string) => backupsBeside(url, env().DATA_DIR)

export function planFor(url: string, all?: Migration[]): Plan {
  const provider: Provider = isPostgres(url) ? 'postgres' : 'sqlite'
  const extra = readFileSync(join(prismaFolder(), 'extra', `${provider}.sql`), 'utf8')
  return { migrations: all ?? migrations(provider), extra, extraHash: sha256(extra) }
}

const isPostgres = (url: string) => /^postgres(ql)?:/.test(url)
