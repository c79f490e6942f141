import { createRequire } from 'node:module'
import Database from 'better-sqlite3'
import { vi } from 'vitest'
import { dialect } from '#lib/db.ts'
import { AUTH_TOPIC, wake } from '#lib/pubsub.ts'

/** How many statements reach the database while it runs, nothing remembered: counted in the database's own library. */
export async function statements(run: () => Promise<unknown>): Promise<number> {
  wake(AUTH_TOPIC, 0)
  const spies = dialect() === 'sqlite' ? onSqlite() : onPostgres()
  await run()
  const count = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
  vi.restoreAllMocks()
  return count
}

function onSqlite() {
  const prototype = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as { all(): unknown; run(): unknown }
  return [vi.spyOn(prototype, 'all'), vi.spyOn(prototype, 'run')]
}

function onPostgres() {
  const { Client } = createRequire(import.meta.url)('pg') as { Client: { prototype: { query(): unknown } } }
  return [vi.spyOn(Client.prototype, 'query')]
}
