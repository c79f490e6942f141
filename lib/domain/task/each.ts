import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Tx } from '#lib/db.ts'
import { InvalidInputError, NotFoundError } from '#lib/errors.ts'
import { isRefusal, readError, storeError, type StoredError } from '#lib/stored-error.ts'
import { write, type Write } from '#lib/write.ts'
import { roleIn } from '../access.ts'
import { renew } from '../claim/lease.ts'
import { idempotencyKey, issuesOf, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { readBeside, type Subject } from './act.ts'
import { locateTasks } from './locate.ts'
import type { ProjectRow } from './types.ts'

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
  { name, item, input }: Many<S>,
  run: (w: Write, subject: Subject, item: z.output<S>) => Promise<{ freed?: readonly string[] }>,
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
    const places = await readPlaces(caller, w.tx, gate)
    const refusals: string[] = []
    const freed = new Set<string>()
    for (const each of given) refusals.push(await one(w, each).then(() => '', refusalOf))
    return { refs: given.map((each) => each.task), tasks: tasks.map((each) => each.task), refusals, freed: [...freed] }

    async function one(w: Write, each: { task: string }) {
      const found = located.get(each.task)
      const place = found && places.get(found.projectId)
      const [subject] = place ? await readBeside(caller, w.tx, place, [found.id]) : []
      if (!subject) throw new NotFoundError('task', each.task)
      const parsed = item.safeParse(each)
      if (!parsed.success) throw new InvalidInputError(issuesOf(parsed.error))
      const done = await run(w, subject, parsed.data)
      freed.delete(subject.task.id)
      for (const id of done.freed ?? []) freed.add(id)
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

/** The projects in which the caller has a role, read under their gates. */
async function readPlaces(caller: Caller, tx: Tx, ids: readonly string[]) {
  const places = new Map<string, { project: ProjectRow; rights: Pick<Subject['rights'], 'role'> }>()
  for (const project of await tx.project.findMany({ where: { id: { in: [...ids] } } })) {
    const role = await roleIn(caller, project.id, tx)
    if (role) places.set(project.id, { project, rights: { role } })
  }
  return places
}
