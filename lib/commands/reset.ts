import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { env } from '#lib/env.ts'
import { migrate } from '#prisma/tools/migrate.ts'

const { values } = parseArgs({ options: { yes: { type: 'boolean' } } })
const { NODE_ENV, DATABASE_URL } = env()

if (NODE_ENV === 'production') refuse('db:reset is for development: NODE_ENV is production.')
const shown = DATABASE_URL.replace(/\/\/[^@/]*@/, '//')
if (!values.yes && !(await confirm(`Delete everything in ${shown}?`))) refuse('Nothing was changed. Use --yes to skip the question.')
if (DATABASE_URL.startsWith('file:'))
  for (const end of ['', '-wal', '-shm']) rmSync(DATABASE_URL.slice('file:'.length) + end, { force: true })
else await emptyPostgres(DATABASE_URL)
await migrate(DATABASE_URL)
process.stdout.write(`${shown} is new and empty.\n`)

async function confirm(question: string) {
  if (!process.stdin.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} (yes/no) `)
  terminal.close()
  return answer.trim().toLowerCase() === 'yes'
}

async function emptyPostgres(connectionString: string) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await client.end()
}

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`)
  process.exit(1)
}
