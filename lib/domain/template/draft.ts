import { stringify } from 'yaml'
import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { actorsByIds } from '../actor/queries.ts'
import { filesOf } from '../file/queries.ts'
import { codePoints, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { locateProject } from '../project/locate.ts'
import { locateTasks } from '../task/locate.ts'
import { capabilitiesOf, criteriaOf, tagsOf } from '../task/queries.ts'
import type { TaskRow } from '../task/types.ts'
import { draftOf, type Drawn } from './draft-text.ts'

const { tasksPerBatch: MOST } = LIMITS
const schema = z.object({
  project: ref,
  tasks: z.array(ref).min(1, 'name at least one task').max(MOST, `at most ${MOST} tasks`).nullish(),
  name: z.string().nullish(),
  keepAssignees: z.boolean().nullish(),
})

/**
 * A template, as text, that would create tasks like these again: without status, people's words and outcome, with their dependencies among
 * each other. Without `tasks` it is made of all tasks of the project that are not cancelled. Nothing is stored.
 */
export async function draftTemplate(caller: Caller, input: z.input<typeof schema>): Promise<string> {
  const parsed = parse(schema, input)
  const project = await locateProject(caller, parsed.project)
  const tasks = parsed.tasks ? await chosen(caller, project.id, parsed.tasks) : await wholeProject(project.id)
  const drawn = await drawnFrom(tasks, parsed.keepAssignees ?? false)
  const draft = draftOf(parsed.name?.trim() || `${project.name}, again`.slice(0, LIMITS.templateName), drawn)
  const source = stringify(draft, { lineWidth: 110, aliasDuplicateObjects: false })
  if (codePoints(source) > LIMITS.templateSource)
    throw new InvalidInputError([{ field: 'tasks', message: `make a text of more than ${LIMITS.templateSource} characters; choose fewer` }])
  return source
}

async function chosen(caller: Caller, projectId: string, refs: readonly string[]): Promise<TaskRow[]> {
  const found = await locateTasks(caller, refs)
  const strange = refs.flatMap((one, i) =>
    found.get(one)?.projectId === projectId ? [] : [{ field: `tasks.${i}`, message: `"${one}" is no task of this project` }],
  )
  if (strange.length) throw new InvalidInputError(strange)
  return rowsOf({ id: { in: [...found.values()].map(({ id }) => id) } })
}

async function wholeProject(projectId: string): Promise<TaskRow[]> {
  const tasks = await rowsOf({ projectId, status: { not: 'CANCELLED' } })
  if (tasks.length === 0) throw new InvalidInputError([{ field: 'project', message: 'has no task that a template could be made of' }])
  if (tasks.length > MOST)
    throw new InvalidInputError([{ field: 'project', message: `has more than ${MOST} tasks; choose some of them in the list` }])
  return tasks
}

const rowsOf = (where: { id: { in: string[] } } | { projectId: string; status: { not: 'CANCELLED' } }) =>
  db().task.findMany({ where: { ...where, deletedAt: null }, orderBy: { number: 'asc' }, take: MOST + 1 })

async function drawnFrom(tasks: readonly TaskRow[], keepAssignees: boolean): Promise<Drawn> {
  const ids = tasks.map(({ id }) => id)
  const edges = db().dependency.findMany({
    where: { taskId: { in: ids }, dependsOnId: { in: ids }, kind: { in: ['BLOCKS', 'PARENT'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const people = keepAssignees ? actorsByIds([...new Set(tasks.flatMap(({ assigneeId }) => assigneeId ?? []))]) : null
  return {
    tasks,
    tags: await tagsOf(ids),
    criteria: await criteriaOf(ids),
    capabilities: await capabilitiesOf(ids),
    files: await filesOf(ids),
    edges: await edges,
    handles: new Map([...((await people) ?? [])].map(([id, { handle }]) => [id, handle])),
  }
}
