import { rmSync } from 'node:fs'
import { programFolder } from './bundle.ts'
import { copyPostgresTemplate, copySqliteTemplate, dropPostgresDatabases, runFolder } from './templates.ts'

/** Migrates the templates once for all test files, and clears away the databases that they were given. */
export default async function setup() {
  const server = process.env.TEST_DATABASE_URL
  process.env.TEST_RUN ??= String(process.pid)
  const prefix = `test_${process.env.TEST_RUN}_`
  await copySqliteTemplate()
  if (server) await copyPostgresTemplate(server, `${prefix}${Math.random().toString(36).slice(2)}`)
  return async () => {
    for (const folder of [runFolder(), programFolder()]) rmSync(folder, { recursive: true, force: true })
    if (server) await dropPostgresDatabases(server, prefix)
  }
}
