// npm run db:new -- <name> [--replace]: writes the migration from the last models to the present ones, for both databases.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { diffModels, type Provider } from './engine.ts'
import { folderOf, migrations, models, PROVIDERS, recordChecksums, recordedChecksums, snapshot } from './history.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean', default: false } } })
const name = positionals[0]
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  console.error(
    'Usage: npm run db:new -- <name> [--replace]\nThe name has lower-case letters, digits and _. --replace writes one fresh first migration.',
  )
  process.exit(1)
}

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
for (const provider of PROVIDERS) console.log(`${provider}: ${await write(provider, `${stamp}_${name}`, values.replace)}`)

async function write(provider: Provider, folder: string, replace: boolean): Promise<string> {
  const to = models()
  const from = replace ? null : snapshot(provider)
  const sql = await diffModels(provider, from, to, true)
  if (sql === null) return 'no change'
  const summary = await diffModels(provider, from, to, false)
  const base = folderOf(provider)
  if (replace) rmSync(base, { recursive: true, force: true })
  else refuseEdited(provider)
  mkdirSync(join(base, folder), { recursive: true })
  writeFileSync(join(base, folder, 'migration.sql'), sql)
  writeFileSync(join(base, 'models.snapshot.prisma'), to)
  recordChecksums(provider)
  return `${join('prisma/migrations', provider, folder, 'migration.sql')}\n${summary ?? ''}`
}

function refuseEdited(provider: Provider) {
  const recorded = recordedChecksums(provider)
  const edited = migrations(provider).filter((migration) => recorded.get(migration.name) !== migration.checksum)
  if (edited.length === 0) return
  console.error(`${provider}: edited after they were written: ${edited.map((migration) => migration.name).join(', ')}`)
  process.exit(1)
}
