import { z } from 'zod'
import { Prisma } from '#lib/db.ts'
import { contains } from '../contains.ts'
import { ref, text } from '../input.ts'
import { fold } from './fields.ts'
import { OPEN_STATUSES } from './status.ts'
import type { TaskStatus } from './types.ts'

const status = z.enum(['PENDING', 'BLOCKED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'])
const flag = z.boolean().nullish()
const time = z.date().nullish()

/** What a list of tasks is narrowed to; everything that is given must hold. */
export const taskFilter = z.object({
  status: z.array(status).max(5).nullish(),
  /** Ids or handles; with `unassigned`, also tasks without an assignee. */
  assignee: z.array(ref).max(100).nullish(),
  unassigned: flag,
  /** Assigned to the caller. */
  mine: flag,
  /** Ranks. */
  priority: z.array(z.number().int().min(0).max(3)).max(4).nullish(),
  /** The task has all of them. */
  tags: z.array(text(200)).max(30).nullish(),
  /** Whether it has any. */
  hasTags: flag,
  /** A part of one of these tasks: ids or keys. */
  parent: z.array(ref).max(100).nullish(),
  hasParent: flag,
  text: text(500).nullish(),
  ready: flag,
  open: flag,
  hasDependencies: flag,
  hasOpenBlockers: flag,
  onHold: flag,
  createdAfter: time,
  createdBefore: time,
  updatedAfter: time,
  updatedBefore: time,
  deadlineAfter: time,
  deadlineBefore: time,
  completedAfter: time,
  completedBefore: time,
  /** Completed since the caller marked home as seen; without a mark, in the last days. */
  unseen: flag,
  /** Only deleted tasks; without it, only those that are not. */
  deleted: flag,
})
export type TaskFilter = z.input<typeof taskFilter>
type Filter = z.output<typeof taskFilter>

/** The statuses that a filter leaves, which may be none. */
export function statusesOf({ status: given, ready, open }: Filter): TaskStatus[] {
  return status.options
    .filter((one) => !given?.length || given.includes(one))
    .filter((one) => typeof ready !== 'boolean' || (one === 'PENDING') === ready)
    .filter((one) => typeof open !== 'boolean' || OPEN_STATUSES.some((s) => s === one) === open)
}

/** Every condition of a filter but the status, on the columns of "Task". Raw, as the list it narrows is. */
export function conditionsOf(filter: Filter): Prisma.Sql[] {
  const { assignee, unassigned, priority, tags, hasTags, parent, hasParent, hasDependencies, hasOpenBlockers, onHold, deleted } = filter
  const words = filter.text?.trim()
  return [
    deleted ? Prisma.sql`"deletedAt" IS NOT NULL` : Prisma.sql`"deletedAt" IS NULL`,
    ...assigned(assignee, unassigned),
    ...(priority?.length ? [Prisma.sql`"priority" IN (${Prisma.join(priority)})`] : []),
    ...(tags ?? []).map(
      (tag) => Prisma.sql`EXISTS (SELECT 1 FROM "TaskTag" g WHERE g."taskId" = "Task"."id" AND g."fold" = ${fold(tag.trim())})`,
    ),
    ...(typeof hasTags === 'boolean' ? [Prisma.sql`${not(!hasTags)}${HAS_TAGS}`] : []),
    ...(parent?.length ? [partOf(parent)] : []),
    ...(typeof hasParent === 'boolean' ? [Prisma.sql`${not(!hasParent)}${HAS_PARENT}`] : []),
    ...(words
      ? [
          Prisma.sql`(${Prisma.join(
            TEXT_COLUMNS.map((column) => contains(column, words)),
            ' OR ',
          )})`,
        ]
      : []),
    ...(typeof hasOpenBlockers === 'boolean' ? [hasOpenBlockers ? Prisma.sql`"openBlockers" > 0` : Prisma.sql`"openBlockers" = 0`] : []),
    ...(typeof onHold === 'boolean' ? [onHold ? Prisma.sql`"holdReason" IS NOT NULL` : Prisma.sql`"holdReason" IS NULL`] : []),
    ...(typeof hasDependencies === 'boolean' ? [Prisma.sql`${not(!hasDependencies)}${HAS_DEPENDENCIES}`] : []),
    ...DATES.flatMap(([column, from, until]) => [
      ...(filter[from] ? [Prisma.sql`${column} >= ${filter[from]}`] : []),
      ...(filter[until] ? [Prisma.sql`${column} < ${filter[until]}`] : []),
    ]),
  ]
}

function assigned(refs: readonly string[] | null | undefined, unassigned: boolean | null | undefined): Prisma.Sql[] {
  const none = Prisma.sql`"assigneeId" IS NULL`
  if (!refs?.length) return typeof unassigned === 'boolean' ? [unassigned ? none : Prisma.sql`"assigneeId" IS NOT NULL`] : []
  const handles = Prisma.join(refs.map((one) => one.replace(/^@/, '').toLowerCase()))
  const some = Prisma.sql`"assigneeId" IN (SELECT a."id" FROM "Actor" a WHERE a."id" IN (${Prisma.join([...refs])}) OR a."handle" IN (${handles}))`
  return unassigned ? [Prisma.sql`(${some} OR ${none})`] : [some]
}

function partOf(refs: readonly string[]) {
  const keys = Prisma.join(refs.map((one) => one.toUpperCase()))
  return Prisma.sql`"id" IN (
    SELECT d."taskId" FROM "Dependency" d JOIN "Task" p ON p."id" = d."dependsOnId" AND p."deletedAt" IS NULL
    WHERE d."kind" = 'PARENT' AND (p."id" IN (${Prisma.join([...refs])}) OR p."key" IN (${keys})))`
}

const not = (isNot: boolean) => Prisma.raw(isNot ? 'NOT ' : '')

/** PostgreSQL compares an enum with a literal, so each status is one. */
export const isOneOf = (statuses: readonly TaskStatus[]) =>
  Prisma.sql`"status" IN (${Prisma.join(statuses.map((one) => Prisma.raw(`'${one}'`)))})`

const TEXT_COLUMNS = [Prisma.sql`"title"`, Prisma.sql`"description"`, Prisma.sql`"key"`]

const HAS_TAGS = Prisma.sql`EXISTS (SELECT 1 FROM "TaskTag" g WHERE g."taskId" = "Task"."id")`

const HAS_PARENT = Prisma.sql`EXISTS (
  SELECT 1 FROM "Dependency" d JOIN "Task" b ON b."id" = d."dependsOnId" AND b."deletedAt" IS NULL
  WHERE d."taskId" = "Task"."id" AND d."kind" = 'PARENT')`

const HAS_DEPENDENCIES = Prisma.sql`EXISTS (
  SELECT 1 FROM "Dependency" d JOIN "Task" b ON b."id" = d."dependsOnId" AND b."deletedAt" IS NULL
  WHERE d."taskId" = "Task"."id" AND d."kind" = 'BLOCKS')`

const DATES = [
  [Prisma.sql`"createdAt"`, 'createdAfter', 'createdBefore'],
  [Prisma.sql`"updatedAt"`, 'updatedAfter', 'updatedBefore'],
  [Prisma.sql`"deadline"`, 'deadlineAfter', 'deadlineBefore'],
  [Prisma.sql`"completedAt"`, 'completedAfter', 'completedBefore'],
] as const
