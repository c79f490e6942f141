import { PrismaPg } from '@prisma/adapter-pg'
import { type Db, type Engine, type Patience, type Tx } from './engine.ts'
import { Fifo } from './fifo.ts'
import { CHANNEL, listen } from './listen.ts'
import { isOutage, unavailable } from './unavailable.ts'

const POOL = 10
const NAMED = 500

export async function openPostgres(url: string, patience: Patience): Promise<Engine> {
  const { PrismaClient } = await import('#prisma/.build/postgres/client/client.ts')
  const client = (options?: string) =>
    // The two clients differ only in filters that SQLite's types do not offer.
    new PrismaClient({
      adapter: new PrismaPg({ connectionString: url, max: POOL, options }, { statementNameGenerator: statementNames() }),
      transactionOptions: patience,
      errorFormat: 'minimal',
    }) as unknown as Db
  // Writes look rows up by their keys: one plan a statement, since making it costs several times what running it does.
  const writes = client('-c plan_cache_mode=force_generic_plan')
  // A pool of its own, so that reads never queue behind writes; a write through it is refused here as it is on SQLite.
  const reads = client('-c default_transaction_read_only=on')
  const fifo = new Fifo()
  const begun = new WeakMap<Tx, Date>()
  await writes.$queryRaw`SELECT 1`
  return {
    dialect: 'postgres',
    reads,
    writes,
    async transaction(gate, run) {
      const ids = [...new Set(gate)].sort()
      try {
        // Waiting here rather than for the row's lock keeps the pool's connections free for other projects.
        const release = await fifo.acquire(ids.length > 0 ? ids : [''], patience.maxWait)
        try {
          return await writes.$transaction(async (tx) => {
            begun.set(tx, await lock(tx, ids))
            return run(tx)
          })
        } finally {
          release()
        }
      } catch (error) {
        throw isOutage(error) ? unavailable(error) : error
      }
    },
    async now(tx) {
      const time = begun.get(tx)
      if (time) return time
      const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
      return row ? row.now : new Date()
    },
    async notify(tx, payload) {
      await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${payload})`
    },
    watch: (wake) => listen(url, wake),
    async close() {
      await Promise.all([writes.$disconnect(), reads.$disconnect()])
    },
  }
}

/**
 * The server keeps the plan of a statement that has a name. Lists of values make ever new texts, so only the first ones get a name.
 */
function statementNames() {
  const names = new Map<string, string>()
  return ({ sql }: { sql: string }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= NAMED) return ''
    const name = `s${names.size}`
    names.set(sql, name)
    return name
  }
}

/**
 * Takes the gate's rows and answers the database's time once they are held: the sum is made after the last lock.
 * Raw, because Prisma has no row locks. In id order, so that overlapping writers do not deadlock.
 */
async function lock(tx: Tx, ids: string[]): Promise<Date> {
  const [row] = ids.length
    ? await tx.$queryRaw<{ now: Date }[]>`WITH held AS MATERIALIZED (SELECT id FROM "Project" WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE)
        SELECT clock_timestamp() AS now, count(*) FROM held`
    : await tx.$queryRaw<{ now: Date }[]>`WITH held AS MATERIALIZED (SELECT id FROM "Workspace" WHERE id = 1 FOR UPDATE)
        SELECT clock_timestamp() AS now, count(*) FROM held`
  if (!row) throw new Error('The database did not tell the time.')
  return row.now
}
