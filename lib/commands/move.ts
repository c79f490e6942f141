import { resolve } from 'node:path'
import { env } from '#lib/env.ts'
import { shown } from '#lib/storage/disk.ts'
import { moveDatabase } from '#lib/storage/move.ts'
import { rowsAndTables } from './backup/count.ts'
import { parse, runAlone, UsageError } from './command.ts'

const USAGE = `Usage: npm run move -- URL [--json]

Copies the configured database into the empty one at URL (postgres://… or file:…) with ids, order, events and hashes, and compares every
table by count and checksum. Stop the server first. The old database is not changed; ended early, the new one is empty.
`

await runAlone(
  USAGE,
  async () => {
    const { DATABASE_URL } = env()
    const [given = ''] = parse(process.argv.slice(2), ['URL'], {}).positionals
    if (!/^(file:.+|postgres(ql)?:\/\/.+)/.test(given)) throw new UsageError('URL must start with postgres:// or file:.')
    const url = given.startsWith('file:') ? `file:${resolve(given.slice('file:'.length))}` : given
    const tables = await moveDatabase(DATABASE_URL, url)
    const lines = [
      `${rowsAndTables(tables)} went from ${shown(DATABASE_URL)} to ${shown(url)}; both sides have the same counts and checksums.`,
      `Set DATABASE_URL to the new one before the next start${url.startsWith('file:') ? '' : ', and AUTH_SECRET too when there will be several nodes'}.`,
    ]
    return { json: { tables }, lines }
  },
  process.argv.includes('--json'),
)
