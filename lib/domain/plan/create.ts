import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError, type FieldIssue } from '#lib/errors.ts'
import { askBeforeCreation } from '../gates.ts'
import { idempotencyKey, issuesOf, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { inProject } from '../project/locate.ts'
import { newTask, type NewTask } from '../task/fields.ts'
import { birthsOf, insertTasks, survey } from '../task/insert.ts'
import type { Naming } from '../task/links.ts'
import { waitingStatus } from '../task/status.ts'
import { turnsOf } from './order.ts'

const plannedTask = newTask.extend({ ref: ref.nullish() })

/** What a plan is apart from the limits of its tasks' fields, so that refs are judged although some field is beyond its limit. */
const spelled = z.string().trim().nullish()
const outline = z.object({
  project: ref,
  tasks: z
    .array(z.object({ ref: spelled, dependsOn: z.array(z.string().trim()).nullish(), parent: spelled, assignee: spelled }).loose())
    .min(1, 'name at least one task')
    .max(LIMITS.tasksPerBatch, `at most ${LIMITS.tasksPerBatch} tasks`),
  dryRun: z.boolean().nullish(),
  idempotencyKey,
})
export type Plan = Omit<z.input<typeof outline>, 'tasks'> & { tasks: z.input<typeof plannedTask>[] }

/** What was asked for, when the plan was made from something else: a repeated request is known by this. */
interface Asked {
  name: string
  input: Record<string, unknown>
}

/**
 * Creates up to 500 tasks with their dependencies, all or none. They name each other by refs of the caller's choice;
 * `#1`, `#2` … stand for those without one. A dry run changes nothing. Every fault is named at once.
 */
export async function createPlan(caller: Caller, input: Plan, asked?: Asked) {
  const plan = parse(outline, input)
  const { tasks, faults } = parseTasks(plan.tasks)
  const dryRun = plan.dryRun ?? false
  const key = dryRun ? null : plan.idempotencyKey
  if (tasks && faults.length === 0) await askBeforeCreation(caller, { ...plan, tasks, idempotencyKey: key })
  const act = { ...(asked?.input ?? { ...plan, tasks: tasks ?? plan.tasks }), project: plan.project, idempotencyKey: key }
  return inProject(caller, { name: asked?.name ?? 'createPlan', input: act, right: 'CREATE_TASK' }, async (w, project) => {
    const refs = plan.tasks.map((task, position) => task.ref || `#${position + 1}`)
    const around = await survey(w.tx, project, plan.tasks, naming(plan.tasks))
    const found = [...faults, ...sameRefs(plan.tasks), ...around.faults, ...tooMany(around.links.length, tasks ?? [])]
    if (!tasks || found.length) throw new InvalidInputError(distinct(found))
    const births = birthsOf(tasks, around, (position) => refs[position] ?? '')
    const statuses = births.map((birth) => waitingStatus(birth.openBlockers > 0))
    return {
      tasks: dryRun ? [] : await insertTasks(w, project, tasks, around, births),
      refs,
      statuses,
      turns: turnsOf(births, around.links),
      ready: statuses.filter((status) => status === 'PENDING').length,
      dependencies: around.links.length,
      dryRun,
    }
  })
}

function parseTasks(given: readonly object[]): { tasks: NewTask[] | null; faults: FieldIssue[] } {
  const parsed = z.object({ tasks: z.array(plannedTask) }).safeParse({ tasks: given })
  return parsed.success ? { tasks: parsed.data.tasks, faults: [] } : { tasks: null, faults: issuesOf(parsed.error) }
}

type Named = readonly { ref?: string | null | undefined }[]
const path = (position: number, field: string) => `tasks.${position}.${field}`

function naming(tasks: Named): Naming {
  const places = tasks.map((_, position): [string, number] => [`#${position + 1}`, position])
  const chosen = tasks.flatMap(({ ref }, position): [string, number][] => (ref ? [[ref, position]] : []))
  return { positions: new Map([...places, ...chosen]), path }
}

function sameRefs(tasks: Named): FieldIssue[] {
  const first = new Map<string, number>()
  return tasks.flatMap(({ ref }, position) => {
    if (!ref) return []
    const earlier = first.get(ref)
    if (earlier === undefined) first.set(ref, position)
    return earlier === undefined ? [] : [{ field: path(position, 'ref'), message: `"${ref}" is the ref of tasks.${earlier} too` }]
  })
}

function tooMany(links: number, tasks: readonly NewTask[]): FieldIssue[] {
  const files = tasks.reduce((count, task) => count + (task.files?.length ?? 0), 0)
  const beyond = (count: number, most: number, what: string) =>
    count > most ? [{ field: 'tasks', message: `have ${count} ${what} together, at most ${most} are allowed` }] : []
  return [...beyond(links, LIMITS.dependenciesPerPlan, 'dependencies'), ...beyond(files, LIMITS.filesPerPlan, 'file references')]
}

/** The first of a field: what is beyond a limit may name nothing besides. */
const distinct = (faults: readonly FieldIssue[]) =>
  [...new Map(faults.toReversed().map((fault) => [fault.field, fault])).values()].reverse()
