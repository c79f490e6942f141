import { join, Sql, sqltag as sql } from '@prisma/client/runtime/client'
import type { Reader } from '#lib/db/snapshots.ts'
import { priorityName, type Priority, type TaskStatus } from '#lib/domain/task/types.ts'
import type { ExportJob } from './job.ts'
import { all, among, inOrder, pages, type Row } from './rows.ts'

/** A task as the readable formats show it; the kind of an edge decides what stands at its other end. */
export interface ShownTask {
  id: string
  key: string
  title: string
  description: string
  status: TaskStatus
  priority: Priority
  assignee: string | null
  createdBy: string | null
  tags: string[]
  requiredCapabilities: string[]
  criteria: { text: string; state: string }[]
  /** Keys of the tasks that it waits for, done or not, but not those that were released. */
  blockedBy: string[]
  parent: string | null
  texts: Record<'why' | 'what' | 'done' | 'impactNotes' | 'completionSummary', string>
  holdReason: string | null
  externalKey: string | null
  hours: { estimated: number | null; actual: number | null }
  times: Record<'deadline' | 'createdAt' | 'updatedAt' | 'startedAt' | 'completedAt' | 'deletedAt', Date | null>
}

const NAMES = [
  ...['id', 'number', 'key', 'title', 'description', 'status', 'priority', 'assigneeId', 'createdById', 'why', 'what', 'done'],
  ...['impactNotes', 'completionSummary', 'holdReason', 'externalKey', 'estimatedHours', 'actualHours', 'deadline'],
  ...['createdAt', 'updatedAt', 'startedAt', 'completedAt', 'deletedAt'],
]

/** The tasks of a job in pages, by project and number. */
export async function* taskPages(reader: Reader, { projects, where }: ExportJob, names: readonly string[] = NAMES): AsyncGenerator<Row[]> {
  const fits = where ? new Sql(where.strings, where.values) : sql`"deletedAt" IS NULL`
  for (const { id } of projects) {
    const own = sql`"projectId" = ${id} AND ${fits}`
    yield* pages(reader, { table: 'Task', names, where: own, order: ['number'] })
  }
}

export async function* shownTasks(reader: Reader, job: ExportJob): AsyncGenerator<ShownTask[]> {
  const handles = new Map<string, string>()
  for await (const rows of taskPages(reader, job)) yield await shown(reader, rows, handles)
}

async function shown(reader: Reader, rows: readonly Row[], handles: Map<string, string>): Promise<ShownTask[]> {
  const ids = rows.map((row) => String(row.id))
  const theirs = among('taskId', ids)
  await learn(reader, rows, handles)
  const tags = groups(await all(reader, 'TaskTag', ['taskId', 'tag'], theirs), 'tag')
  const capabilities = groups(await all(reader, 'RequiredCapability', ['taskId', 'capability'], theirs), 'capability')
  const criteria = await all(reader, 'Criterion', ['taskId', 'position', 'text', 'state'], theirs)
  const ends = await endsOf(reader, ids)
  const own = new Map<string, Row[]>()
  for (const row of criteria.sort((a, b) => Number(a.position) - Number(b.position))) {
    const list = own.get(String(row.taskId))
    if (list) list.push(row)
    else own.set(String(row.taskId), [row])
  }
  const who = (id: unknown) => (id === null ? null : (handles.get(String(id)) ?? null))
  return rows.map((row) => ({
    id: String(row.id),
    key: String(row.key),
    title: String(row.title),
    description: String(row.description),
    status: row.status as TaskStatus,
    priority: priorityName(Number(row.priority)),
    assignee: who(row.assigneeId),
    createdBy: who(row.createdById),
    tags: tags.get(String(row.id)) ?? [],
    requiredCapabilities: capabilities.get(String(row.id)) ?? [],
    criteria: (own.get(String(row.id)) ?? []).map(({ text, state }) => ({ text: String(text), state: String(state) })),
    blockedBy: ends.filter(({ taskId, kind }) => taskId === row.id && kind === 'BLOCKS').map(({ key }) => key),
    parent: ends.find(({ taskId, kind }) => taskId === row.id && kind === 'PARENT')?.key ?? null,
    texts: {
      why: String(row.why),
      what: String(row.what),
      done: String(row.done),
      impactNotes: String(row.impactNotes),
      completionSummary: String(row.completionSummary),
    },
    holdReason: row.holdReason as string | null,
    externalKey: row.externalKey as string | null,
    hours: { estimated: row.estimatedHours as number | null, actual: row.actualHours as number | null },
    times: {
      deadline: row.deadline as Date | null,
      createdAt: row.createdAt as Date | null,
      updatedAt: row.updatedAt as Date | null,
      startedAt: row.startedAt as Date | null,
      completedAt: row.completedAt as Date | null,
      deletedAt: row.deletedAt as Date | null,
    },
  }))
}

async function learn(reader: Reader, rows: readonly Row[], handles: Map<string, string>) {
  const ids = new Set(rows.flatMap((row) => [row.assigneeId, row.createdById]).filter((id) => typeof id === 'string'))
  const missing = [...ids].filter((id) => !handles.has(id))
  if (!missing.length) return
  for (const row of await all(reader, 'Actor', ['id', 'handle'], among('id', missing))) handles.set(String(row.id), String(row.handle))
}

/** The undeleted tasks at the other end of what gates or holds tasks, by their numbers. */
async function endsOf(reader: Reader, ids: readonly string[]) {
  const rows = await reader.$queryRaw<{ taskId: string; kind: string; key: string; number: number }[]>`
    SELECT d."taskId", d."kind", b."key", b."number" FROM "Dependency" d JOIN "Task" b ON b."id" = d."dependsOnId" AND b."deletedAt" IS NULL
    WHERE d."taskId" IN (${join([...ids])}) AND (d."kind" = 'PARENT' OR d."kind" = 'BLOCKS' AND d."releasedAt" IS NULL)`
  return rows.sort((a, b) => a.number - b.number)
}

function groups(rows: readonly Row[], value: string) {
  const found = new Map<string, string[]>()
  for (const row of rows) {
    const list = found.get(String(row.taskId))
    if (list) list.push(String(row[value]))
    else found.set(String(row.taskId), [String(row[value])])
  }
  for (const list of found.values()) list.sort(inOrder)
  return found
}

/** What joins the tasks of a job to one another, blockers and wholes first. Released edges gate no more and are left out. */
export async function* edgesAmong(reader: Reader, job: ExportJob, keys: ReadonlyMap<string, string>) {
  for await (const rows of taskPages(reader, job, ['id', 'number'])) {
    const ids = rows.map((row) => String(row.id))
    const names = ['id', 'taskId', 'dependsOnId', 'kind']
    const where = sql`${among('taskId', ids)} AND "releasedAt" IS NULL`
    for await (const edges of pages(reader, { table: 'Dependency', names, where, order: ['taskId', 'id'] })) {
      for (const edge of edges) {
        const [from, to] = [keys.get(String(edge.dependsOnId)), keys.get(String(edge.taskId))]
        if (from !== undefined && to !== undefined) yield { from, to, kind: String(edge.kind) }
      }
    }
  }
}
