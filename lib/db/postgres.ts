import { PrismaPg } from '@prisma/adapter-pg'
import { type Db, type Engine, type Patience, type Tx } from './engine.ts'
import { Fifo } from './fifo.ts'
import { CHANNEL, listen } from './listen.ts'
import { isOutage, unavailable } from './unavailable.ts'

const POOL = 10

export async function openPostgres(url: string, patience: Patience): Promise<Engine> {
  const { PrismaClient } = await import('#prisma/.build/postgres/client/client.ts')
  const client = (options?: string) =>
    // The two clients differ only in filters that SQLite's types do not offer.
    new PrismaClient({
      adapter: new PrismaPg({ connectionString: url, max: POOL, options }),
      transactionOptions: patience,
      errorFormat: 'minimal',
    }) as unknown as Db
  const writes = client()
  // A pool of its own, so that reads never queue behind writes; a write through it is refused here as it is on SQLite.
  const reads = client('-c default_transaction_read_only=on')
  const fifo = new Fifo()
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
            await lock(tx, ids)
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

// Raw, because Prisma has no row locks. In id order, so that overlapping writers do not deadlock.
async function lock(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length === 0) await tx.$queryRaw`SELECT id FROM "Workspace" WHERE id = 1 FOR UPDATE`
  else await tx.$queryRaw`SELECT id FROM "Project" WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`
}
