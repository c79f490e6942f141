import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { prismaFolder } from '#prisma/tools/folder.ts'
import { sha256 } from '#prisma/tools/history.ts'
import { migrate, planFor } from '#prisma/tools/migrate.ts'

/** Names a migrated database after what made it, so that a change of a migration makes a new one. */
function version(url: string): string {
  const plan = planFor(url)
  return sha256([...plan.migrations.map((migration) => migration.checksum), plan.extraHash].join()).slice(0, 12)
}

/** A migrated SQLite file, copied into a temporary folder of the caller's. */
export async function copySqliteTemplate(): Promise<{ url: string; folder: string }> {
  const template = join(dirname(prismaFolder()), 'node_modules/.cache/task-orchestrator', `${version('file:')}.db`)
  if (!existsSync(template)) await makeSqliteTemplate(template)
  const folder = newFolder()
  copyFileSync(template, join(folder, 'test.db'))
  return { url: `file:${join(folder, 'test.db')}`, folder }
}

/** Everything that a run of tests makes lies in one folder, which its global set-up clears away. */
export const runFolder = () => join(tmpdir(), `task-orchestrator-test-${process.env.TEST_RUN ?? 'single'}`)

export function newFolder(): string {
  mkdirSync(runFolder(), { recursive: true })
  return mkdtempSync(join(runFolder(), 'database-'))
}

async function makeSqliteTemplate(template: string) {
  mkdirSync(dirname(template), { recursive: true })
  const draft = `${template}.${process.pid}`
  await migrate(`file:${draft}`)
  // By renaming, so that another process sees all of it or nothing.
  renameSync(draft, template)
}

/** A database of its own on the server, made from a migrated template. */
export async function copyPostgresTemplate(server: string, name: string): Promise<string> {
  const template = `template_${version('postgres:')}`
  await asAdmin(server, async (admin) => {
    await admin.query('SELECT pg_advisory_lock(1, 1)')
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
    if (rowCount === 0) {
      await admin.query(`CREATE DATABASE "${template}_draft"`)
      await migrate(withDatabase(server, `${template}_draft`))
      await admin.query(`ALTER DATABASE "${template}_draft" RENAME TO "${template}"`)
    }
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`)
  })
  return withDatabase(server, name)
}

export async function createPostgresDatabase(server: string, name: string): Promise<string> {
  await asAdmin(server, async (admin) => void (await admin.query(`CREATE DATABASE "${name}"`)))
  return withDatabase(server, name)
}

export async function dropPostgresDatabases(server: string, prefix: string): Promise<void> {
  await asAdmin(server, async (admin) => {
    const { rows } = await admin.query<{ datname: string }>('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [prefix])
    for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`)
  })
}

async function asAdmin(server: string, run: (admin: pg.Client) => Promise<void>) {
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  try {
    await run(admin)
  } finally {
    await admin.end()
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
