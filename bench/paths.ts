// npx tsx bench/paths.ts: the critical path and the check for cycles in large graphs, beside a plain pass over the same graph in memory.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, db, disconnect, transaction } from '#lib/db.ts'
import { refuseCycle } from '#lib/domain/dependency/cycle.ts'
import { readAndAnalyse } from '#lib/domain/graph/path-analysis.ts'
import { criticalPath } from '#lib/domain/graph/critical-path.ts'
import { explainProject } from '#lib/domain/explain/project.ts'
import { explainTask } from '#lib/domain/explain/task.ts'
import { migrate } from '#prisma/tools/migrate.ts'
import { startPostgres } from '#lib/testing/postgres.ts'
import { caller, person } from '#lib/testing/builders.ts'
import { plainCycle, plainPath } from './paths/plain.ts'
import { type Graph, randomGraph, store } from './paths/graph.ts'

const RUNS = 11
const WIDTH = 56
/** A task depends on one that stands before it, so these edges go against all others, or along with them. */
const EDGES = [
  ['edge that closes a cycle through all of it', 100, 19_900],
  ['edge that closes a cycle between neighbours', 10_000, 10_150],
  ['edge that closes none, half of it on either side', 10_001, 10_000],
  ['edge that closes none, of a task that gates nothing', 19_999, 10_000],
] as const
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-bench-'))

console.log(`Milliseconds, median of ${RUNS} runs; plain: one pass over the graph as it lies in memory\n`)
await onSqlite()
if (process.argv.includes('--postgres')) await onPostgres()
rmSync(folder, { recursive: true, force: true })

async function onSqlite() {
  const url = `file:${join(folder, 'bench.db')}`
  await migrate(url)
  await connect(url)
  await measure('SQLite')
  await disconnect()
}

async function onPostgres() {
  const server = await startPostgres()
  await migrate(server.url)
  await connect(server.url)
  await measure('PostgreSQL')
  await disconnect()
  await server.stop()
}

async function measure(name: string) {
  console.log(`${name.padEnd(WIDTH)}     ours    plain    ratio`)
  const owner = caller(await person(), { isAdmin: true })
  const paths = randomGraph(10_000, 50_000)
  const project = await store('PATHS', paths)
  const [start, last] = [paths.ids[0] ?? '', paths.ids[paths.ids.length - 1] ?? '']
  const plain = () => plainPath(paths)
  console.log('10,000 tasks, 50,000 edges')
  await row('critical path, read and found in this thread', () => readAndAnalyse(db(), { projectId: project, question: {} }), plain)
  await row('critical path, as the API answers it', () => criticalPath(owner, { project, slackOf: [start] }), plain)
  await row('critical path, when nothing has happened since', () => criticalPath(owner, { project }), plain)
  await row('explainTask of the last task', () => explainTask(owner, last))
  await row('explainProject', () => explainProject(owner, project))

  const large = randomGraph(20_000, 100_000)
  const largeProject = await store('LARGE', large)
  console.log('20,000 tasks, 100,000 edges')
  for (const [what, task, dependsOn] of EDGES)
    await row(
      what,
      () => tried(largeProject, large, task, dependsOn),
      () => plainCycle(large, task, dependsOn),
    )
  console.log()
}

/** Whether `task` may depend on `dependsOn`, asked inside a transaction as an act asks. */
function tried(projectId: string, { ids }: Graph, task: number, dependsOn: number) {
  const edge = { projectId, taskId: ids[task] ?? '', dependsOnId: ids[dependsOn] ?? '', kind: 'BLOCKS' as const }
  return transaction([], (tx) => refuseCycle(tx, edge)).then(
    () => false,
    () => true,
  )
}

async function row(name: string, ours: () => Promise<unknown>, plain?: () => unknown) {
  const own = await median(ours)
  const other = plain ? await median(async () => plain()) : null
  const cells = [own.toFixed(2), other?.toFixed(2) ?? '–', other ? (own / other).toFixed(1) : '–']
  console.log(`${name.padEnd(WIDTH)}${cells.map((cell) => cell.padStart(9)).join('')}`)
}

async function median(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i <= RUNS; i++) {
    const start = performance.now()
    await run()
    // The first run warms up.
    if (i > 0) times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
