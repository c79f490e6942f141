import type { Prisma, Tx } from '#lib/db.ts'
import type { FieldIssue } from '#lib/errors.ts'
import { newId, newTaskId } from '#lib/id.ts'
import { insertMany } from '#lib/insert.ts'
import type { Write } from '#lib/write.ts'
import { settle } from '../graph/settle.ts'
import { taskEvent } from './act.ts'
import { assigneesByRef } from './assignee.ts'
import { derive, type Birth } from './birth.ts'
import type { NewTask } from './fields.ts'
import { criterionRow, learnSpellings, tagRow } from './labels.ts'
import { readLinks, type Link, type Linked, type Naming } from './links.ts'
import { waitingStatus } from './status.ts'
import { DEFAULT_PRIORITY, type ProjectRow } from './types.ts'

/** What new tasks need to know of what is there already. */
export interface Surroundings {
  links: Link[]
  /** Ids by the ref given. */
  assignees: ReadonlyMap<string, string>
}

type Asked = Linked & { assignee?: string | null | undefined }

/** Reads what new tasks refer to, all in a few statements, and collects every ref that cannot be. */
export async function survey(tx: Tx, project: ProjectRow, tasks: readonly Asked[], naming: Naming) {
  const { links, faults } = await readLinks(tx, project, tasks, naming)
  const refs = [...new Set(tasks.flatMap(({ assignee }) => assignee ?? []))]
  const { ids: assignees, refused } = await assigneesByRef(tx, project.id, refs)
  for (const [position, { assignee }] of tasks.entries()) {
    const message = assignee && refused.get(assignee)
    if (message) faults.push({ field: naming.path(position, 'assignee'), message })
  }
  return { links, assignees, faults } satisfies Surroundings & { faults: FieldIssue[] }
}

/** What the tasks are born with. Throws DependencyCycleError with the names along the cycle. */
export const birthsOf = (tasks: readonly NewTask[], { links }: Surroundings, nameOf: (position: number) => string) =>
  derive(
    tasks.map((task) => task.priority ?? DEFAULT_PRIORITY),
    links,
    nameOf,
  )

interface Draft {
  id: string
  number: number
  key: string
  input: NewTask
}

/** Stores new tasks with all that hangs on them, in the running write and a number of statements that does not grow with them. */
export async function insertTasks(
  w: Write,
  project: ProjectRow,
  tasks: readonly NewTask[],
  around: Surroundings,
  births: readonly Birth[],
) {
  const drafts = await number(w, project, tasks)
  await storeTasks(w, project, drafts, around, births)
  await storeLists(w, project, drafts)
  await storeLinks(w, project, drafts, around.links)
  const blockers = around.links.flatMap(({ kind, to }) => (kind === 'BLOCKS' && typeof to !== 'number' ? [to.id] : []))
  if (blockers.length) await settle(w, project.id, { ranked: blockers })
  return drafts.map((each) => each.id)
}

async function number(w: Write, project: ProjectRow, tasks: readonly NewTask[]): Promise<Draft[]> {
  const ids = await freshIds(w, tasks.length)
  const { lastNumber } = await w.tx.project.update({
    where: { id: project.id },
    data: { lastNumber: { increment: tasks.length } },
    select: { lastNumber: true },
  })
  return tasks.map((input, i) => {
    const number = lastNumber - tasks.length + 1 + i
    return { id: ids[i] ?? '', number, key: `${project.key}-${number}`, input }
  })
}

async function storeTasks(w: Write, project: ProjectRow, drafts: Draft[], { assignees }: Surroundings, births: readonly Birth[]) {
  const rows = drafts.map(({ input, ...own }, i) => {
    const priority = input.priority ?? DEFAULT_PRIORITY
    const birth = births[i] ?? { openBlockers: 0, openDependents: 0, effectivePriority: priority }
    const isBlocked = birth.openBlockers > 0
    return {
      ...own,
      ...birth,
      ...{ priority, isBlocked, status: waitingStatus(isBlocked) },
      projectId: project.id,
      title: input.title,
      description: input.description ?? '',
      assigneeId: (input.assignee && assignees.get(input.assignee)) || null,
      estimatedHours: input.estimatedHours ?? null,
      deadline: input.deadline ?? null,
      why: input.brief?.why ?? '',
      what: input.brief?.what ?? '',
      done: input.brief?.done ?? '',
      impactNotes: input.impactNotes ?? '',
      createdById: w.caller.actorId,
      createdAt: w.now,
      updatedAt: w.now,
    } satisfies Prisma.TaskCreateManyInput
  })
  await insertMany(w.tx, 'Task', rows)
  for (const row of rows) {
    w.count(project.id, null, row.status)
    taskEvent(w, 'TASK_CREATED', { ...row, version: 1 }, { data: { title: row.title } }, [{ actorId: row.assigneeId, reason: 'ASSIGNED' }])
  }
}

async function storeLists(w: Write, project: ProjectRow, drafts: Draft[]) {
  const { tx } = w
  const spellings = new Map<string, string>()
  const all = drafts.flatMap((each) => each.input.tags ?? [])
  if (all.length) await learnSpellings(tx, project.id, all, spellings)
  const tags = drafts.flatMap(({ id, input }) => (input.tags ?? []).map((tag) => ({ taskId: id, ...tagRow(project.id, tag, spellings) })))
  const capabilities = drafts.flatMap(({ id, input }) =>
    (input.requiredCapabilities ?? []).map((capability) => ({ taskId: id, capability })),
  )
  const criteria = drafts.flatMap(({ id, input }) => (input.criteria ?? []).map((text, position) => criterionRow(id, text, position)))
  const by = { projectId: project.id, createdById: w.caller.actorId, createdAt: w.now }
  const files = drafts.flatMap(({ id, input }) => (input.files ?? []).map((file) => ({ ...file, ...by, id: newId('fil'), taskId: id })))
  await insertMany(tx, 'TaskTag', tags)
  await insertMany(tx, 'RequiredCapability', capabilities)
  await insertMany(tx, 'Criterion', criteria)
  await insertMany(tx, 'FileReference', files)
}

async function storeLinks(w: Write, project: ProjectRow, drafts: Draft[], links: readonly Link[]) {
  const rows: Prisma.DependencyCreateManyInput[] = []
  for (const { from, to, kind } of links) {
    const [task, dependsOn] = [drafts[from], typeof to === 'number' ? drafts[to] : to]
    if (!task || !dependsOn) throw new Error('a link leads out of its batch')
    const id = newId('dep')
    const by = { createdById: w.caller.actorId, createdAt: w.now }
    rows.push({ id, projectId: project.id, taskId: task.id, dependsOnId: dependsOn.id, kind, ...by })
    const born = { id: task.id, key: task.key, projectId: project.id, version: 1 }
    taskEvent(w, 'DEPENDENCY_ADDED', born, { subjectId: id, data: { kind, dependsOn: dependsOn.id, dependsOnKey: dependsOn.key } })
  }
  await insertMany(w.tx, 'Dependency', rows)
}

/** In order, so that tasks that are alike in all else come up in the order in which they were given. */
async function freshIds(w: Write, count: number): Promise<string[]> {
  const ids = new Set<string>()
  while (ids.size < count) {
    while (ids.size < count) ids.add(newTaskId())
    const taken = await w.tx.task.findMany({ where: { id: { in: [...ids] } }, select: { id: true } })
    for (const { id } of taken) ids.delete(id)
  }
  return [...ids].sort()
}
