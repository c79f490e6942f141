import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { parse } from '../input.ts'
import { columnList, cursorValue, orderBy, orderInRange, ranges, type SortColumn } from '../keyset.ts'
import { type CursorValue, decodeCursor, emptyPage, encodeCursor, MAX_COUNT, type Page, type PageInput, pageOf, pageSize } from '../page.ts'
import { findProject } from '../project/queries.ts'
import { rowsOf } from '../rows.ts'
import { conditionsOf, isOneOf, statusesOf, taskFilter, type TaskFilter } from './filter.ts'
import { orderOf, type TaskOrder } from './orders.ts'
import { ownConditions } from './own.ts'
import type { TaskRow, TaskStatus } from './types.ts'

export interface TaskList extends PageInput {
  /** Id or key; without it, every project that the caller sees. */
  project?: string | null | undefined
  filter?: TaskFilter | null | undefined
  /** Default: READY. */
  orderBy?: TaskOrder | null | undefined
}

/** One page of tasks. It costs the same wherever it stands in the list. Empty when the project is missing or hidden. */
export async function listTasks(
  caller: Caller,
  { project, filter, orderBy: order = 'READY', first, after }: TaskList,
): Promise<Page<TaskRow>> {
  const narrowed = parse(taskFilter, filter ?? {})
  const size = pageSize(first)
  const name = order ?? 'READY'
  const { columns, byProject } = orderOf(name)
  const types = [...(byProject ? (['text'] as const) : []), ...columns.map((sort) => sort.type)]
  const from = decodeCursor(name, types, after)
  const projects = await projectsOf(caller, project)
  const statuses = statusesOf(narrowed)
  if (!projects.length || !statuses.length) return emptyPage()
  const list: List = {
    projects,
    statuses,
    conditions: [...conditionsOf(narrowed), ...(await ownConditions(caller, narrowed))],
    order: name,
    take: size + 1,
  }
  const ids = byProject ? await oneAfterTheOther(list, from) : await merged(list, from)
  const rows = inOrder(await rowsOf(db(), 'Task', 'id', ids), ids)
  const cursorOf = (row: TaskRow) =>
    encodeCursor(name, [
      ...(byProject ? [projectKey(row)] : []),
      ...columns.map((sort) => cursorValue(sort, row[sort.name as keyof TaskRow])),
    ])
  return { ...pageOf(rows, size, cursorOf, from === null), hasNextPage: ids.length > size, count: () => countOf(list) }
}

interface List {
  projects: { id: string; key: string }[]
  statuses: TaskStatus[]
  conditions: Prisma.Sql[]
  order: TaskOrder
  take: number
}

async function projectsOf(caller: Caller, ref: string | null | undefined) {
  if (ref) return [await findProject(caller, ref)].filter((project) => project !== null)
  const ids = await visibleProjectIds(caller)
  return db().project.findMany({ where: ids ? { id: { in: ids } } : {}, select: { id: true, key: true }, orderBy: { key: 'asc' } })
}

/** The most ranges that are merged in one statement; lists of more projects are sorted instead. */
const MAX_RANGES = 100

/** Raw: takes the first rows of each range from the index and merges them, which Prisma cannot say. */
async function merged({ projects, statuses, conditions, order, take }: List, after: CursorValue[] | null): Promise<string[]> {
  const { columns, byStatus } = orderOf(order)
  const parts = ranges(columns, after)
  const few = statuses.length < 5
  const byEach = projects.length * (byStatus ? statuses.length : 1) * parts.length <= MAX_RANGES
  const scopes = byEach
    ? projects.flatMap(({ id }) => {
        const own = Prisma.sql`"projectId" = ${id}`
        if (byStatus) return statuses.map((status) => Prisma.sql`${own} AND ${isOneOf([status])}`)
        return [few ? Prisma.sql`${own} AND ${isOneOf(statuses)}` : own]
      })
    : [
        Prisma.sql`"projectId" IN (${Prisma.join(projects.map(({ id }) => id))})${few ? Prisma.sql` AND ${isOneOf(statuses)}` : Prisma.empty}`,
      ]
  const pieces = scopes.flatMap((scope) => parts.map((range) => piece([scope, range, ...conditions], columns, take)))
  return read(Prisma.sql`SELECT "id" FROM (${Prisma.join(pieces, ' UNION ALL ')}) AS "merged" ${orderBy(columns)} LIMIT ${take}`)
}

/** One project after the other, beginning with the cursor's. */
async function oneAfterTheOther({ projects, statuses, conditions, order, take }: List, after: CursorValue[] | null): Promise<string[]> {
  const { columns } = orderOf(order)
  const [key, ...values] = after ?? [null]
  const ids: string[] = []
  for (const project of projects.filter((one) => key === null || one.key >= String(key))) {
    if (ids.length >= take) break
    const [range] = ranges(columns, project.key === key ? values : null)
    const where = [Prisma.sql`"projectId" = ${project.id}`, isOneOf(statuses), ...conditions, ...(range ? [range] : [])]
    ids.push(...(await read(Prisma.sql`SELECT "id" FROM (${piece(where, columns, take - ids.length)}) AS "own" ${orderBy(columns)}`)))
  }
  return ids
}

/** Wrapped once more, because SQLite takes ORDER BY and LIMIT in a member of a UNION only so. */
function piece(where: Prisma.Sql[], columns: readonly SortColumn[], take: number) {
  const selected = columns.some((sort) => sort.name === 'id') ? columnList(columns) : Prisma.sql`"id", ${columnList(columns)}`
  return Prisma.sql`SELECT * FROM (
    SELECT ${selected} FROM "Task" WHERE ${Prisma.join(where, ' AND ')} ${orderInRange(columns)} LIMIT ${take}) AS "range"`
}

const read = async (sql: Prisma.Sql) => (await db().$queryRaw<{ id: string }[]>(sql)).map((row) => row.id)

async function countOf({ projects, statuses, conditions }: List): Promise<number> {
  const where = [Prisma.sql`"projectId" IN (${Prisma.join(projects.map(({ id }) => id))})`, isOneOf(statuses), ...conditions]
  const [row] = await db().$queryRaw<{ found: bigint }[]>`
    SELECT count(*) AS "found" FROM (SELECT 1 FROM "Task" WHERE ${Prisma.join(where, ' AND ')} LIMIT ${MAX_COUNT}) AS "some"`
  return Number(row?.found ?? 0)
}

function inOrder(rows: TaskRow[], ids: string[]): TaskRow[] {
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => found.get(id)).filter((row) => row !== undefined)
}

const projectKey = (row: TaskRow) => row.key.slice(0, row.key.lastIndexOf('-'))
