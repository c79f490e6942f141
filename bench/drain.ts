// npm run bench:drain [-- --tasks=5000 --agents=10,50,200 --on=sqlite,postgres,postgres2]: how fast agents empty a project over HTTP.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { connect, disconnect } from '#lib/db.ts'
import { drain } from '#lib/testing/races/drain.ts'
import { startPostgres } from '#lib/testing/postgres.ts'
import { bundleServer } from '#lib/testing/server-process.ts'
import { createPostgresDatabase } from '#lib/testing/templates.ts'
import { migrate } from '#prisma/tools/migrate.ts'

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '5000' },
    agents: { type: 'string', default: '10,50,200' },
    on: { type: 'string', default: 'sqlite,postgres,postgres2' },
  },
})
const places = { sqlite: 1, postgres: 1, postgres2: 2 }
type Place = keyof typeof places
const on = values.on.split(',').filter((place): place is Place => place in places)

const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-bench-'))
const postgres = on.some((place) => place !== 'sqlite') ? await startPostgres({ durable: true }) : null
const file = await bundleServer()
const widths = [22, 8, 11, 9, 9, 9, 12, 9, 9, 13, 14]
const row = (cells: readonly (string | number)[]) => cells.map((cell, i) => String(cell).padStart(widths[i] ?? 0)).join('')
console.log(`${values.tasks} tasks with random dependencies and four priorities, drained over HTTP; every commit flushed. Milliseconds.`)
console.log(row(['on', 'agents', 'claims/s', 'p50', 'p95', 'p99', 'complete p50', 'p95', 'p99', 'nothing ready', 'healthz worst']))
let failed = false
try {
  for (const place of on) for (const agents of values.agents.split(',')) await bench(place, Number(agents))
} finally {
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0

async function bench(place: Place, agents: number) {
  const name = `${place}_${agents}`
  const url = postgres && place !== 'sqlite' ? await createPostgresDatabase(postgres.url, name) : `file:${join(folder, `${name}.db`)}`
  await migrate(url)
  await connect(url)
  const { perSecond, claims, completions, others, health, faults } = await drain(file, url, {
    ...{ tasks: Number(values.tasks), agents, servers: places[place] },
  })
  await disconnect()
  const times = [claims, completions].map((list) => [0.5, 0.95, 0.99].map((share) => quantile(list, share).toFixed(1)))
  const label = place === 'postgres2' ? 'postgres, two servers' : place
  console.log(row([label, agents, perSecond.toFixed(0), ...times.flat(), others['NothingReady'] ?? 0, health.slowest.toFixed(0)]))
  for (const fault of faults) console.log(`  ${fault}`)
  failed ||= faults.length > 0
}

function quantile(list: readonly number[], share: number) {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
