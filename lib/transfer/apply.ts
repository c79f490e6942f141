import type { Caller } from '#lib/auth/caller.ts'
import { chunks } from '#lib/chunks.ts'
import { demandInProject } from '#lib/domain/project/locate.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { write } from '#lib/write.ts'
import { castName, castOf, hire } from './actors.ts'
import { createRows } from './create.ts'
import { readKnown, sortOut, type KnownEdge, type KnownTask } from './known.ts'
import { dropLinks, storeLinks } from './link-rows.ts'
import { planLinks } from './link-plan.ts'
import { inOrder, type ResolvedLink } from './links.ts'
import type { Plan, PlannedTask } from './plan.ts'
import { buildReport, type ImportReport } from './report.ts'
import { Touched } from './touched.ts'
import { Turns } from './turn.ts'
import { updateRows } from './update.ts'
import { writeOnProject } from './write-on-project.ts'

const NEW_PER_WRITE = 100
const CHANGED_PER_WRITE = 50

export interface ApplyOptions {
  dryRun?: boolean
  /** Told after each write how many rows of the source are settled. */
  progress?: ((done: number, of: number) => unknown) | undefined
  /** Ends the import between two writes; what was written stays. */
  signal?: AbortSignal | undefined
}

/** What the writes of one import share. */
export interface Run {
  project: Pick<ProjectRow, 'id' | 'key'>
  format: string
  /** Ids, statuses and whether deleted, by external key; grows with each write. */
  known: Map<string, KnownTask>
  who(name: string | null): string | null
  /** First spellings of tags in the project. */
  spellings: Map<string, string>
}

/** Brings a plan into a project: new tasks, changed ones, and their links, in writes of a hundred rows; writes nothing that is there. */
export async function applyPlan(
  caller: Caller,
  project: Pick<ProjectRow, 'id' | 'key'>,
  plan: Plan,
  { dryRun = false, progress, signal }: ApplyOptions = {},
): Promise<ImportReport> {
  const startedAt = performance.now()
  const known = await readKnown(project.id)
  const sorted = sortOut(plan.tasks, known)
  const links = planLinks(known, sorted)
  const changed = [...sorted.created, ...sorted.updated]
  const cast = await castOf(project.id, plan, changed)
  if (!dryRun) {
    const idOf = await hire(caller, project.id, plan.format, cast, changed)
    const who = (name: string | null) => (name === null ? null : (idOf.get(castName(name)) ?? null))
    const run: Run = { project, format: plan.format, known: known.tasks, who, spellings: new Map() }
    const settled = plan.lines - changed.length
    const tell = (stored: number) => progress?.(settled + stored, plan.lines)
    await tell(0)
    await store(caller, run, {
      all: batches(inOrder(sorted.created, links.add), sorted.updated, links.add),
      drop: links.drop,
      whole: plan.whole ?? ((task) => task),
      tell,
      signal,
    })
    await writeOnProject(caller, run, plan.entries ?? [])
  }
  return buildReport({ plan, sorted, links, cast, known: known.tasks, project, dryRun, ms: performance.now() - startedAt })
}

interface Batch {
  created: PlannedTask[]
  updated: PlannedTask[]
  /** Those whose ends are there with it. */
  links: ResolvedLink[]
}

function batches(created: PlannedTask[], updated: PlannedTask[], links: readonly ResolvedLink[]): Batch[] {
  const all: Batch[] = [
    ...chunks(created, NEW_PER_WRITE).map((rows) => ({ created: rows, updated: [], links: [] })),
    ...chunks(updated, CHANGED_PER_WRITE).map((rows) => ({ created: [], updated: rows, links: [] })),
  ]
  const batchOf = new Map(all.flatMap((batch, i) => [...batch.created, ...batch.updated].map((task) => [task.externalKey, i] as const)))
  for (const link of links) all[Math.max(batchOf.get(link.from) ?? 0, batchOf.get(link.target) ?? 0)]?.links.push(link)
  return all
}

interface Work {
  all: Batch[]
  drop: KnownEdge[]
  whole: (task: PlannedTask) => PlannedTask
  /** Told how many tasks are stored. */
  tell: (stored: number) => unknown
  signal: AbortSignal | undefined
}

async function store(caller: Caller, run: Run, { all, drop, whole, tell, signal }: Work) {
  let stored = 0
  const turns = new Turns()
  for (const [i, { created, updated, links }] of all.entries()) {
    if (i > 0) await turns.give()
    signal?.throwIfAborted()
    const batch = { created: created.map(whole), updated: updated.map(whole), links }
    // What the source holds no more goes first of all: with it gone, no new link closes a cycle or is a second parent.
    const rows = await storeBatch(caller, run, batch, i === 0 ? drop : [])
    for (const row of rows) run.known.set(row.externalKey, row)
    await tell((stored += created.length + updated.length))
  }
}

/** Answers the rows as they are now, to be believed once the write is committed. */
async function storeBatch(caller: Caller, run: Run, { created, updated, links }: Batch, drop: KnownEdge[]) {
  let rows: KnownTask[] = []
  await write(caller, { name: 'import', input: {}, gate: [run.project.id] }, async (w) => {
    const project = await w.tx.project.findUniqueOrThrow({ where: { id: run.project.id } })
    await demandInProject(caller, w.tx, project, 'CREATE_TASK')
    await demandInProject(caller, w.tx, project, 'MANAGE_MEMBERS')
    const touched = new Touched()
    rows = [...(await createRows(w, run, created, links)), ...(await updateRows(w, run, updated, touched))]
    const own = new Map(rows.map((row) => [row.externalKey, row]))
    await dropLinks(w, drop, touched)
    await storeLinks(w, run, (key) => own.get(key) ?? run.known.get(key), links, touched)
    await touched.settle(w, run.project.id)
    return {}
  })
  return rows
}
