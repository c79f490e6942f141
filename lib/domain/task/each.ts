import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Tx } from '#lib/db.ts'
import { InvalidInputError, NotFoundError } from '#lib/errors.ts'
import { isRefusal, readError, storeError, type StoredError } from '#lib/stored-error.ts'
import { write, type Write } from '#lib/write.ts'
import { roleIn } from '../access.ts'
import { renew } from '../claim/lease.ts'
import type { Turn } from '../graph/settle.ts'
import { grouped } from '../grouped.ts'
import { idempotencyKey, issuesOf, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { readBeside, type Subject } from './act.ts'
import { freedBy } from './complete.ts'
import { locateTasks } from './locate.ts'

const list = z.object({
  tasks: z
    .array(z.object({ task: ref }).loose())
    .min(1, 'name at least one task')
    .max(LIMITS.tasksPerBatch, `at most ${LIMITS.tasksPerBatch} tasks`),
  idempotencyKey,
})
type Item = z.ZodType<object, { task: string }>
interface Many<S extends Item> {
  name: string
  /** What each of the list must be. */
  item: S
  input: { tasks: readonly z.input<S>[]; idempotencyKey?: string | null | undefined }
  /** Looks at all of them first. */
  before?: Before
  /** Ends what all of them have begun. */
  after?: (w: Write) => Promise<void>
}
export type Before = (w: Write, subjects: readonly Subject[]) => Promise<void>
/** The other tasks that an act has turned, or may have changed otherwise. */
interface Others {
  turns?: readonly Turn[]
  touched?: readonly string[]
}

/** What became of one of many acts: its task, or the refusal. */
export interface Fate {
  /** As the input named the task. */
  ref: string
  task: string | null
  refusal: StoredError | null
}

/**
 * One act on each of many tasks, in the order given, in one write: each is done or refused by itself, and seen by those after it.
 * `run` refuses before it writes anything that may not stay, because nothing of what it wrote is taken back.
 */
export async function onEach<S extends Item>(
  caller: Caller,
  { name, item, input, before, after }: Many<S>,
  run: (w: Write, subject: Subject, item: z.output<S>) => Promise<Others>,
): Promise<{ fates: Fate[]; freed: readonly string[]; replayed: boolean }> {
  const { tasks: given, idempotencyKey } = parse(list, input)
  const located = await locateTasks(
    caller,
    given.map((each) => each.task),
  )
  refuseTwice(given, located)
  const tasks = given.map((each) => ({ ...each, task: located.get(each.task)?.id ?? each.task }))
  const gate = [...new Set([...located.values()].map((each) => each.projectId))]
  const act = { name, input: { tasks }, idempotencyKey, gate }
  const outcome = await write(caller, act, async (w) => {
    const read = await subjectsOf(caller, w.tx, [...located.values()])
    await before?.(w, read.all)
    const refusals: string[] = []
    const freed = new Set<string>()
    for (const each of given) refusals.push(await one(w, each).then(() => '', refusalOf))
    await after?.(w)
    return { refs: given.map((each) => each.task), tasks: tasks.map((each) => each.task), refusals, freed: [...freed] }

    async function one(w: Write, each: { task: string }) {
      const found = located.get(each.task)
      const subject = found && (await read(found.id))
      if (!subject) throw new NotFoundError('task', each.task)
      const parsed = item.safeParse(each)
      if (!parsed.success) throw new InvalidInputError(issuesOf(parsed.error))
      const { turns = [], touched = [] } = await run(w, subject, parsed.data)
      freed.delete(subject.task.id)
      for (const id of freedBy(turns)) freed.add(id)
      for (const id of [...turns.map((turn) => turn.id), ...touched]) read.again(id)
      if (subject.claim) await renew(w, subject.claim)
    }
  })
  const { refs, tasks: ids, refusals, freed, replayed } = outcome
  const fates = refs.map((ref, i) => {
    const refusal = refusals[i] ? readError(refusals[i]) : null
    return { ref, task: refusal ? null : (ids[i] ?? null), refusal }
  })
  return { fates, freed, replayed }
}

function refusalOf(error: unknown): string {
  if (!isRefusal(error)) throw error
  return storeError(error)
}

function refuseTwice(given: readonly { task: string }[], located: Awaited<ReturnType<typeof locateTasks>>) {
  const first = new Map<string, number>()
  const issues = given.flatMap(({ task }, position) => {
    const id = located.get(task)?.id ?? task
    const earlier = first.get(id)
    if (earlier === undefined) first.set(id, position)
    return earlier === undefined ? [] : [{ field: `tasks.${position}.task`, message: `is the same task as tasks.${earlier}.task` }]
  })
  if (issues.length) throw new InvalidInputError(issues)
}

/** Reads the tasks under the gates of their projects, all in a few statements; one that was turned since is read again. */
async function subjectsOf(caller: Caller, tx: Tx, located: readonly { id: string; projectId: string }[]) {
  const idsOf = grouped(located, ({ projectId }) => projectId)
  const subjects = new Map<string, Subject>()
  for (const project of await tx.project.findMany({ where: { id: { in: [...idsOf.keys()] } } })) {
    const role = await roleIn(caller, project.id, tx)
    const ids = (idsOf.get(project.id) ?? []).map(({ id }) => id)
    // Whoever has lost their role meanwhile finds nothing.
    const found = role ? await readBeside(caller, tx, { project, rights: { role } }, ids) : []
    for (const subject of found) subjects.set(subject.task.id, subject)
  }
  const stale = new Set<string>()
  const read = async (id: string) => {
    const known = subjects.get(id)
    return known && stale.has(id) ? (await readBeside(caller, tx, known, [id]))[0] : known
  }
  return Object.assign(read, { all: [...subjects.values()], again: (id: string) => void stale.add(id) })
}
