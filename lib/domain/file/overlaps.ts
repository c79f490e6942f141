import { chunks } from '#lib/chunks.ts'
import { dialect, Prisma, type Tx } from '#lib/db.ts'
import { OPEN_STATUSES } from '../task/status.ts'
import type { TaskStatus } from '../task/types.ts'
import { ancestorsOf, isFolder, type Lines, linesShared, type Range } from './range.ts'

/** A file reference, as far as overlaps are concerned. */
export interface Touch extends Range {
  id: string
  taskId: string
}

/** Another open task that touches the same lines as a reference of ours. */
export interface Overlap {
  /** Our reference, with the id of our task. */
  file: Touch
  /** The other task's reference. */
  other: Touch
  /** The lines that both touch; null when both stand for the whole file, or a folder. */
  lines: Lines | null
  task: OtherTask
}

export interface OtherTask {
  id: string
  key: string
  title: string
  status: TaskStatus
  version: number
  assigneeId: string | null
  /** Of its open claim. */
  holderId: string | null
}

/** The most references of others that are looked at for so many of ours: those in progress first, then the oldest. */
const MOST_OTHERS = 1000
const OURS_AT_ONCE = 200

type Reads = Pick<Tx, '$queryRaw'>

/** Where other open tasks of the project touch the same lines as these: in progress first, then the oldest. */
export async function overlapsOf(tx: Reads, projectId: string, taskIds: readonly string[]): Promise<Overlap[]> {
  return overlapsWith(tx, projectId, await touchesOf(tx, taskIds))
}

export async function touchesOf(tx: Reads, taskIds: readonly string[]): Promise<Touch[]> {
  const touches: Touch[] = []
  // Raw here and below: the write path of every claim and completion, where Prisma's own work costs more than the database's.
  for (const ids of chunks(taskIds))
    touches.push(
      ...(await tx.$queryRaw<Touch[]>`
        SELECT "id", "taskId", "path", "lineStart", "lineEnd" FROM "FileReference"
        WHERE "taskId" IN (${Prisma.join(ids)}) ORDER BY "taskId", "path", "createdAt", "id"`),
    )
  return touches
}

/** As `overlapsOf`, for references at hand, and only with tasks in these statuses. */
export async function overlapsWith(
  tx: Reads,
  projectId: string,
  ours: readonly Touch[],
  statuses: readonly TaskStatus[] = OPEN_STATUSES,
): Promise<Overlap[]> {
  const found: Overlap[] = []
  for (const some of chunks(ours, OURS_AT_ONCE)) {
    const others = await othersOn(tx, projectId, some, statuses)
    for (const file of some)
      for (const { key, title, status, version, assigneeId, holderId, ...other } of others) {
        const shared = other.taskId === file.taskId ? null : linesShared(file, other)
        if (shared)
          found.push({ file, other, lines: shared.lines, task: { id: other.taskId, key, title, status, version, assigneeId, holderId } })
      }
  }
  return found
}

type OtherRow = Touch & Omit<OtherTask, 'id'>

async function othersOn(tx: Reads, projectId: string, ours: readonly Touch[], statuses: readonly TaskStatus[]): Promise<OtherRow[]> {
  const [first] = ours
  const oneTask = first && ours.every((file) => file.taskId === first.taskId)
  const conditions = [
    Prisma.sql`o."projectId" = ${projectId}`,
    Prisma.sql`(${Prisma.join(ours.map(meets), ' OR ')})`,
    ...(oneTask ? [Prisma.sql`o."taskId" <> ${first.taskId}`] : []),
    Prisma.sql`t."deletedAt" IS NULL`,
    Prisma.sql`t."status" IN (${Prisma.join(statuses.map((status) => Prisma.raw(`'${status}'`)))})`,
  ]
  return tx.$queryRaw<OtherRow[]>`
    SELECT o."id", o."taskId", o."path", o."lineStart", o."lineEnd", t."key", t."title", t."status", t."version", t."assigneeId", c."holderId"
    FROM "FileReference" o JOIN "Task" t ON t."id" = o."taskId"
    LEFT JOIN "Claim" c ON c."taskId" = t."id" AND c."endedAt" IS NULL
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY CASE WHEN t."status" = 'IN_PROGRESS' THEN 0 ELSE 1 END, t."createdAt", t."id", o."path", o."createdAt", o."id"
    LIMIT ${MOST_OTHERS}`
}

/** The references of others that touch a range: each term is one range of the index by project and path. */
export function meets({ path, lineStart, lineEnd }: Range): Prisma.Sql {
  const above = [...ancestorsOf(path), ...(isFolder(path) ? [path] : [])]
  const terms = above.length ? [Prisma.sql`o."path" IN (${Prisma.join(above)})`] : []
  if (isFolder(path)) terms.push(under(path))
  else if (lineStart === null) terms.push(Prisma.sql`o."path" = ${path}`)
  else {
    const end = lineEnd ?? lineStart
    terms.push(
      Prisma.sql`(o."path" = ${path} AND (o."lineStart" IS NULL OR (o."lineStart" <= ${end} AND COALESCE(o."lineEnd", o."lineStart") >= ${lineStart})))`,
    )
  }
  return Prisma.sql`(${Prisma.join(terms, ' OR ')})`
}

/** "0" is the character after "/". PostgreSQL's own order of text is the locale's, in which that is no range. */
function under(folder: string) {
  const column = dialect() === 'postgres' ? Prisma.sql`o."path" COLLATE "C"` : Prisma.sql`o."path"`
  return Prisma.sql`(${column} > ${folder} AND ${column} < ${`${folder.slice(0, -1)}0`})`
}
