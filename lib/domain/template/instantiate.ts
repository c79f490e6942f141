import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { InvalidInputError, NotFoundError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { createPlan } from '../plan/create.ts'
import { locateProject } from '../project/locate.ts'
import { locateTemplate } from './locate.ts'
import { planOf } from './preview.ts'
import { readTemplate } from './read.ts'
import { dayOf, issueOf } from './source.ts'

const schema = z.object({
  project: ref,
  template: ref,
  values: z.unknown().optional(),
  expectedVersion: z.int().nullish(),
  dryRun: z.boolean().nullish(),
  idempotencyKey,
})
type Created = Awaited<ReturnType<typeof createPlan>>

const NAME = 'instantiateTemplate'

/** Creates the tasks of a template with these values in a project, all or none: the plan that it stands for goes the way of every plan. */
export async function instantiateTemplate(caller: Caller, input: z.input<typeof schema>, now = new Date()): Promise<Created> {
  const { idempotencyKey: key, dryRun, ...parsed } = parse(schema, input)
  const project = await locateProject(caller, parsed.project)
  const asked = { name: NAME, input: { project: project.id, template: parsed.template, values: parsed.values } }
  try {
    const { tasks, lineOf } = await planned(caller, { ...parsed, project: project.key, now })
    try {
      return await createPlan(caller, { project: project.id, tasks, dryRun, idempotencyKey: key }, asked)
    } catch (error) {
      throw located(error, tasks, lineOf)
    }
  } catch (error) {
    const isGone = error instanceof NotFoundError || error instanceof InvalidInputError
    if (!isGone || !key || dryRun || !(await isKnown(caller, key))) throw error
    return write<Created>(caller, { ...asked, idempotencyKey: key, gate: [project.id] }, () => Promise.reject(error))
  }
}

interface Wanted {
  template: string
  values?: unknown
  expectedVersion?: number | null | undefined
  project: string
  now: Date
}

async function planned(caller: Caller, { template: id, values, expectedVersion, project, now }: Wanted) {
  const item = await locateTemplate(caller, id)
  if (expectedVersion !== null && expectedVersion !== undefined && expectedVersion < item.version)
    throw new InvalidInputError([
      { field: 'expectedVersion', message: `the template was changed since; it has version ${item.version} now` },
    ])
  const reading = readTemplate(item.source, dayOf(now))
  if (!reading.template) throw new InvalidInputError(reading.faults.map(issueOf))
  const plan = planOf(reading.template, reading, { values: values ?? {}, now, project, me: caller.handle })
  if (plan.faults.length) throw new InvalidInputError(plan.faults.map(issueOf))
  return { tasks: plan.tasks.map(({ line: _, ...task }) => task), lineOf: plan.lineOf }
}

/** A repeated request answers what it did then, also when the template is gone or another by now. */
const isKnown = async ({ actorId }: Caller, key: string) =>
  (await db().idempotencyKey.findUnique({ where: { actorId_key: { actorId, key } } })) !== null

/** What the plan refuses, by the task of the template and its line instead of a place in a list that nobody wrote. */
function located(error: unknown, tasks: readonly { ref: string }[], lineOf: (position: number) => number | null) {
  if (!(error instanceof InvalidInputError)) return error
  return new InvalidInputError(
    error.issues.map((issue) => {
      const [, position, field] = /^tasks\.(\d+)\.(.+)$/.exec(issue.field) ?? []
      const task = position === undefined ? undefined : tasks[Number(position)]
      if (!task) return issue
      return { field: `tasks.${task.ref}.${field}`, message: `${issue.message} (line ${lineOf(Number(position)) ?? 1} of the template)` }
    }),
  )
}
