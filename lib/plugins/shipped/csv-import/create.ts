import type { Api, ProjectRef } from 'task-orchestrator/plugin'
import { createPlan } from './api.ts'
import { digest, knownOf, rowsOf, storedKey, type Known, type Link } from './known.ts'
import type { Linked } from './order.ts'
import type { Outcomes } from './outcome.ts'

export interface Run {
  api: Api
  project: ProjectRef
  isDryRun: boolean
  outcomes: Outcomes
  /** The tasks of rows, by the row's key; in a dry run without an id those that would be there. */
  tasks: Map<string, { id: string | null; key: string | null }>
  /** Rows that are known now. */
  known: Map<string, Known>
  /** Whether there is time left. */
  goesOn(): boolean
}

const MOST_ROWS = 50
/** A batch is kept until it is done, in one value of the store. */
const MOST_BYTES = 30_000

/** Creates the tasks of new rows, a batch at a time, each all or none. A row that is refused is found by halves, and goes alone. */
export async function createRows(ordered: readonly Linked[], run: Run): Promise<void> {
  let batch: Linked[] = []
  let size = 0
  for (const one of ordered) {
    const length = Buffer.byteLength(JSON.stringify(one.row.task))
    if (batch.length === MOST_ROWS || (batch.length > 0 && size + length > MOST_BYTES)) {
      await createBatch(batch, run)
      batch = []
      size = 0
    }
    batch.push(one)
    size += length
  }
  await createBatch(batch, run)
}

/** Finishes what an earlier run had begun when it was interrupted: the same call again creates nothing twice. */
export async function finishBegun({ api, project, known }: Pick<Run, 'api' | 'project' | 'known'>): Promise<void> {
  for (const { key, value } of await api.store.list<Begun>(begunOf(project), { first: 1000 })) {
    const answer = await createPlan(api, value.input)
    if (answer.code === undefined) await keep(api, project, key, value, answer.created, known)
    else await api.store.delete(begunOf(project), key)
  }
}

/** A batch on its way: what is asked for, and what is to be known of each of its rows, in the same order. */
interface Begun {
  input: { project: string; idempotencyKey: string; tasks: object[] }
  rows: { key: string; known: Omit<Known, 'task' | 'taskKey'> }[]
}
const begunOf = ({ id }: ProjectRef) => `begun.${id}`

async function createBatch(batch: readonly Linked[], run: Run): Promise<void> {
  const { api, project, outcomes } = run
  if (batch.length === 0) return
  if (!run.goesOn()) return batch.forEach(({ row }) => outcomes.add(row, 'left', null))
  const planned = batch.map((one) => plan(one, batch, run))
  const tasks = planned.map(({ input }) => input)
  const mark = digest(JSON.stringify([project.id, tasks]), 32)
  const input = { project: project.id, idempotencyKey: `csv ${mark}`, tasks }
  const rows = planned.map(({ known }, at) => ({ key: storedKey(batch[at]?.row.key ?? ''), known }))
  if (!run.isDryRun) await api.store.set(begunOf(project), mark, { input, rows } satisfies Begun)
  const answer = await createPlan(api, run.isDryRun ? { project: project.id, tasks, dryRun: true } : input)
  if (answer.code !== undefined) {
    if (!run.isDryRun) await api.store.delete(begunOf(project), mark)
    const [first] = batch
    if (first && batch.length === 1) return outcomes.add(first.row, 'refused', null, [answer.message])
    const half = Math.ceil(batch.length / 2)
    await createBatch(batch.slice(0, half), run)
    return createBatch(batch.slice(half), run)
  }
  if (!run.isDryRun) await keep(api, project, mark, { input, rows }, answer.created, run.known)
  for (const [at, { row }] of batch.entries()) {
    const task = answer.created[at]?.task ?? null
    run.tasks.set(row.key, { id: task?.id ?? null, key: task?.key ?? null })
    outcomes.add(row, 'created', task?.key ?? null, planned[at]?.remarks)
  }
}

/** A row as a task of a plan. It links to tasks that are there, and to other rows of its batch. */
function plan({ row, links, missing }: Linked, batch: readonly Linked[], { tasks }: Run) {
  const later: { link: Link; why: string }[] = [...missing]
  const refs: Record<Link['kind'], string[]> = { BLOCKS: [], PARENT: [] }
  for (const { link, target } of links) {
    if ('task' in target) refs[link.kind].push(target.task)
    else if (batch.some((one) => one.row === target.row)) refs[link.kind].push(`row ${target.row.line}`)
    else {
      const task = tasks.get(target.row.key)
      if (task?.id) refs[link.kind].push(task.id)
      else if (!task) later.push({ link, why: 'that row was not created' })
    }
  }
  const input = { ...row.task, ref: `row ${row.line}`, assignee: row.assignee, dependsOn: refs.BLOCKS, parent: refs.PARENT[0] ?? null }
  const remarks = later.map(({ link, why }) => `${link.kind === 'BLOCKS' ? 'depends on' : 'parent'} "${link.to}": ${why}`)
  return {
    input,
    remarks,
    known: knownOf(
      row,
      later.map(({ link }) => link),
    ),
  }
}

async function keep(
  api: Api,
  project: ProjectRef,
  mark: string,
  { rows }: Begun,
  created: { task: { id: string; key: string } | null }[],
  known: Map<string, Known>,
) {
  const changes = rows.flatMap((row, at) => {
    const task = created[at]?.task
    if (!task) return []
    const value: Known = { ...row.known, task: task.id, taskKey: task.key }
    known.set(row.key, value)
    return [{ collection: rowsOf(project.id), key: row.key, value }]
  })
  await api.store.write([...changes, { collection: begunOf(project), key: mark }])
}
