import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db, Dialect, Engine, Patience, Tx } from './db/engine.ts'
import { openPostgres } from './db/postgres.ts'
import { openSqlite } from './db/sqlite.ts'
import { SteadyClock } from './db/steady-clock.ts'
import { timed, writesSoFar } from './db/write-times.ts'

export { Prisma } from '#prisma/.build/sqlite/client/client.ts'
export type { Db, Dialect, Tx }

const PATIENCE: Patience = { maxWait: 15_000, timeout: 15_000 }

let engine: Engine | null = null
let connectedTo = ''
let clock = new SteadyClock()
let unwatch: (() => Promise<void>) | null = null
const listeners = new Set<(payload: string | null) => void>()
const inside = new AsyncLocalStorage<true>()

/** @param url `file:…` or `postgres://…`; the database has been migrated. */
export async function connect(url: string, patience: Patience = PATIENCE): Promise<void> {
  if (engine) throw new Error('The database is already connected.')
  const opened = isPostgres(url) ? await openPostgres(url, patience) : await openSqlite(url, patience)
  const { _max: seen } = await opened.reads.job.aggregate({ _max: { ranAt: true } })
  clock = new SteadyClock(seen.ranAt)
  engine = opened
  connectedTo = url
  if (listeners.size > 0) unwatch = engine.watch(wake)
}

export async function disconnect(): Promise<void> {
  const last = engine
  engine = null
  await unwatch?.()
  unwatch = null
  await last?.close()
}

/** For reading, outside a transaction: what is committed, never waiting for a write. */
export const db = (): Db => current().reads

/** For the auth library, which writes through the plain client: every write of it passes the gate or the writers' pool. */
export const authClient = (): Db => current().writes

/** Where the database is, for connections beside this one. */
export const connectedUrl = (): string => connectedTo

export const dialect = (): Dialect => current().dialect

/**
 * Runs a write alone among those of its projects and answers when it is on disk. Nothing but queries may be awaited in it.
 * @param gate ids of the projects it writes to; none means the workspace
 * @throws UnavailableError when it could not be begun or committed: nothing was changed
 */
export function transaction<T>(gate: readonly string[], run: (tx: Tx) => Promise<T>): Promise<T> {
  // The inner one would wait for the outer one's gate until both time out.
  if (inside.getStore()) throw new Error('A transaction was begun inside another.')
  return timed((begun) =>
    current().transaction(gate, (tx) => {
      begun()
      return inside.run(true, () => run(tx))
    }),
  )
}

/** How the writes of this process have gone. `commits`: null where every write has its own. */
export const writeFigures = () => ({ ...writesSoFar(), commits: current().commits?.() ?? null })

/** The time by the clock that all processes share: the database's on PostgreSQL, this machine's on SQLite. It does not step back. */
export async function now(tx: Tx): Promise<Date> {
  const asked = performance.now()
  return clock.read(await current().now(tx), asked)
}

/** Tells the other processes when the transaction commits; on SQLite they see the commit itself. */
export const notify = (tx: Tx, payload: string): Promise<void> => current().notify(tx, payload)

/** Calls with what another process sent, or with null: something may have changed, look at everything. */
export function onWake(listener: (payload: string | null) => void): () => void {
  listeners.add(listener)
  unwatch ??= engine?.watch(wake) ?? null
  return () => void listeners.delete(listener)
}

export const isPostgres = (url: string) => /^postgres(ql)?:/.test(url)

function current(): Engine {
  if (!engine) throw new Error('The database is not connected.')
  return engine
}

function wake(payload: string | null) {
  for (const listener of listeners) listener(payload)
}
