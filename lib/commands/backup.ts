import { join, resolve } from 'node:path'
import { env } from '#lib/env.ts'
import { takeBackup } from '#lib/storage/backup.ts'
import { backupsBeside } from '#lib/storage/disk.ts'
import { parse, runAlone } from './command.ts'
import { rowsAndTables } from './backup/count.ts'

const USAGE = `Usage: npm run backup -- [FOLDER] [--json]

Copies the database as it is at this moment, also beside a running server, reads the copy back and compares every table by count and
checksum. The backup is a folder of its own in FOLDER (default: backups beside the data).
`

await runAlone(
  USAGE,
  async () => {
    const { DATABASE_URL, DATA_DIR, AUTH_SECRET } = env()
    const [into] = parse(process.argv.slice(2), [], {}, ['FOLDER']).positionals
    const secret = AUTH_SECRET ? undefined : join(DATA_DIR, 'auth-secret')
    const folder = into === undefined ? backupsBeside(DATABASE_URL, DATA_DIR) : resolve(into)
    const taken = await takeBackup({ url: DATABASE_URL, into: folder, reason: 'command', secret })
    const { manifest } = taken
    const lines = [taken.folder, `${rowsAndTables(manifest.tables)}, ${manifest.file.bytes} bytes; the copy was read back and is the same.`]
    if (manifest.keys.length > 0) lines.push(`Some of it is sealed under the key ${manifest.keys.join(', ')}, which is not in the backup.`)
    return { json: { folder: taken.folder, manifest }, lines }
  },
  process.argv.includes('--json'),
)
