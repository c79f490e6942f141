// npx tsx bench/gate.ts: what the gates cost and what group commit brings. Two statements a transaction, every commit flushed to disk.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PrismaClient } from '#prisma/.build/sqlite/client/client.ts'
import { migrate } from '#prisma/tools/migrate.ts'
import { connect, disconnect, transaction, type Tx } from '#lib/db.ts'
import { LIMITS } from '#lib/db/group-commit.ts'
import { openShell } from '#lib/db/sqlite-shell.ts'
import { startPostgres } from '#lib/testing/postgres.ts'

const RUNS = 5
const SECONDS = 1

const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-bench-'))
const file = join(folder, 'bench.db')
await migrate(`file:${file}`)
console.log(`Transactions per second, median of ${RUNS} runs of ${SECONDS} s\n`)
await sqlite()
await postgres()
rmSync(folder, { recursive: true, force: true })

async function sqlite() {
  await connect(`file:${file}`)
  await transaction([], prepare)
  await disconnect()
  console.log('SQLite        alone  grouped   ratio')
  for (const clients of [1, 8, 32]) {
    const alone = await shell(clients, { ...LIMITS, members: 1 })
    const grouped = await shell(clients, LIMITS)
    console.log(`${`${clients} clients`.padEnd(12)}${cell(alone)}${cell(grouped)}${(grouped / alone).toFixed(2).padStart(8)}`)
  }
}

async function shell(clients: number, limits: typeof LIMITS): Promise<number> {
  const { factory, close } = await openShell(file, limits)
  const client = new PrismaClient({ adapter: factory, transactionOptions: { maxWait: 15_000, timeout: 15_000 } })
  const rate = await measure(clients, (one) => client.$transaction((tx) => work(tx, one % 8)))
  await client.$disconnect()
  await close()
  return rate
}

async function postgres() {
  const server = await startPostgres({ durable: true })
  await migrate(server.url)
  await connect(server.url)
  await transaction([], prepare)
  const rates: number[] = []
  for (const projects of [1, 8]) {
    const rate = await measure(32, (one) => transaction([`p${one % projects}`], (tx) => work(tx, one % projects)))
    rates.push(rate)
    console.log(`\nPostgreSQL, 32 clients on ${projects} project${projects === 1 ? ' ' : 's'}${cell(rate)}`)
  }
  console.log(`\nratio ${((rates[1] ?? 0) / (rates[0] ?? 1)).toFixed(2)}`)
  await disconnect()
  await server.stop()
}

async function prepare(tx: Tx) {
  const at = new Date()
  for (let i = 0; i < 8; i++) await tx.project.create({ data: { id: `p${i}`, key: `P${i}`, name: 'x', createdAt: at, updatedAt: at } })
}

/** The two statements: the stream's number rises, a row is written. */
async function work(tx: Tx, project: number) {
  await tx.project.update({ where: { id: `p${project}` }, data: { seq: { increment: 1 } } })
  await tx.job.create({ data: { name: randomUUID(), holder: 'bench', leaseUntil: new Date() } })
}

async function measure(clients: number, act: (client: number) => Promise<unknown>): Promise<number> {
  const rates: number[] = []
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now()
    const end = start + SECONDS * 1000
    let done = 0
    const loop = async (client: number) => {
      while (performance.now() < end) {
        await act(client)
        done++
      }
    }
    await Promise.all(Array.from({ length: clients }, (_, client) => loop(client)))
    // The first run warms up.
    if (run > 0) rates.push((done / (performance.now() - start)) * 1000)
  }
  return rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0
}

function cell(rate: number) {
  return Math.round(rate).toString().padStart(8)
}
