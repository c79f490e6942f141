import Database from 'better-sqlite3'
import pg from 'pg'
import { isPostgres } from '#lib/db.ts'
import { sqliteFile } from '#lib/db/sqlite-file.ts'

const WAIT_MS = 60_000

/**
 * Writes the tables anew, so that no page of the database holds text as it was before it was sealed. Raw and on a connection of its
 * own, because neither statement may run in a transaction. Other writers wait meanwhile: about a second per 100 MB.
 */
export async function scrub(url: string): Promise<void> {
  if (isPostgres(url)) return scrubPostgres(url)
  const db = new Database(sqliteFile(url), { timeout: WAIT_MS })
  try {
    // The index of words keeps what was taken out of it until its segments merge.
    db.exec(`INSERT INTO context_fts (context_fts) VALUES ('rebuild')`)
    db.exec('VACUUM')
    // VACUUM may number rows anew, and both indexes name rows by number.
    db.exec(`INSERT INTO context_fts (context_fts) VALUES ('rebuild'); INSERT INTO task_fts (task_fts) VALUES ('rebuild')`)
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

async function scrubPostgres(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('VACUUM FULL "ContextEntry"')
  } finally {
    await client.end()
  }
}
