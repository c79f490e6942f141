import { join, resolve } from 'node:path'
import { keyIds } from '#lib/cipher.ts'
import { env } from '#lib/env.ts'
import { shown } from '#lib/storage/disk.ts'
import { restoreBackup, type Restored } from '#lib/storage/restore.ts'
import { rowsAndTables } from './backup/count.ts'
import { parse, runAlone } from './command.ts'

const USAGE = `Usage: npm run restore -- BACKUP [--json]

Fills the configured database, which must be empty, from the folder of a backup of either database, and compares every table by count
and checksum. Ended early, the database is as it was.
`
const SAID: Record<Restored['secret'], string[]> = {
  none: [],
  restored: ['The signing secret was restored, so sessions go on.'],
  same: [],
  'another is here': [
    'The signing secret here is another than the backup’s and was kept: everybody signs in again. To keep sessions and webhook secrets, copy auth-secret from the backup into DATA_DIR before the first start.',
  ],
}

await runAlone(
  USAGE,
  async () => {
    const { DATABASE_URL, DATA_DIR, AUTH_SECRET } = env()
    const [folder = ''] = parse(process.argv.slice(2), ['BACKUP'], {}).positionals
    const { manifest, secret } = await restoreBackup(resolve(folder), DATABASE_URL, AUTH_SECRET ? undefined : join(DATA_DIR, 'auth-secret'))
    const lines = [`${rowsAndTables(manifest.tables)} of ${manifest.takenAt} are in ${shown(DATABASE_URL)}.`, ...SAID[secret]]
    const missing = manifest.keys.filter((id) => !keyIds().includes(id))
    if (missing.length > 0)
      lines.push(`Some of it is sealed under the key ${missing.join(', ')}: set ENCRYPTION_KEY to it, or the server will not start.`)
    return { json: { takenAt: manifest.takenAt, tables: manifest.tables, secret, missingKeys: missing }, lines }
  },
  process.argv.includes('--json'),
)
