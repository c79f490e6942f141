import type { Caller } from '#lib/auth/caller.ts'
import { opened } from '#lib/cipher.ts'
import { db, Prisma } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import { roleIn } from '../access.ts'
import type { ContextRow } from '../context/queries.ts'
import { overlapsWith, type Overlap } from '../file/overlaps.ts'
import type { FileRow } from '../file/queries.ts'
import type { ClaimRow, TaskRow } from '../task/types.ts'

/** The most rows of a kind that are read; the newest ones, where they have a time. */
const MOST = 50

/** A task that this one waits or waited for. */
export interface Blocker {
  id: string
  key: string
  title: string
  status: TaskRow['status']
  completionSummary: string
  completedAt: Date | null
}

/** How many there are of what is read, to say how many were left out. */
type Counts = Record<(typeof COUNTED)[number], number>
const COUNTED = ['criteria', 'files', 'blockers', 'discoveries', 'entries', 'notes', 'claims'] as const

interface Head extends TaskRow, Record<(typeof COUNTED)[number], number | bigint> {
  projectWhy: string
  projectWhat: string
  projectDone: string
}

export type Material = Awaited<ReturnType<typeof readMaterial>>

/** All that belongs to a task's work. One statement says what there is, and only that is read. */
export async function readMaterial(caller: Caller, ref: { id: string }) {
  const head = await readHead(caller, ref.id)
  if (!head || (await roleIn(caller, head.projectId)) === null) throw new NotFoundError('task', ref.id)
  const { projectWhy: why, projectWhat: what, projectDone: done, ...rest } = head
  const counts = Object.fromEntries(COUNTED.map((name) => [name, Number(head[name])])) as Counts
  const task = Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in counts))) as TaskRow
  const { id: taskId, projectId } = task
  const some = <Row>(count: number, read: () => Promise<Row[]>) => (count > 0 ? read() : Promise.resolve([]))
  const newest = { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: MOST } satisfies Prisma.ContextEntryFindManyArgs
  const [criteria, files, blockers, discoveries, entries, notes, claims] = await Promise.all([
    some(counts.criteria, () => db().criterion.findMany({ where: { taskId }, orderBy: { position: 'asc' } })),
    some(counts.files, () =>
      db().fileReference.findMany({ where: { taskId }, orderBy: [{ path: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }] }),
    ),
    some(counts.blockers, () => readBlockers(taskId)),
    some(counts.discoveries, () => readDiscoveries(taskId)),
    some(counts.entries, () => db().contextEntry.findMany({ where: { taskId, kind: { not: 'NOTE' } }, ...newest })),
    some(counts.notes, () => db().contextEntry.findMany({ where: { taskId, kind: 'NOTE', authorId: caller.actorId }, ...newest })),
    some(counts.claims, () => db().claim.findMany({ where: { taskId }, orderBy: { fence: 'desc' }, take: MOST })),
  ])
  const overlaps = files.length ? await overlapsOf(projectId, files) : []
  return {
    task,
    projectBrief: { why, what, done },
    counts,
    criteria,
    files,
    overlaps,
    blockers,
    discoveries: discoveries.map(opened),
    entries: entries.map(opened),
    notes: notes.map(opened),
    claims,
  }
}

/** Raw, as all below: counts of six tables with the row itself. */
async function readHead(caller: Caller, id: string): Promise<Head | null> {
  const [row] = await db().$queryRaw<Head[]>`
    SELECT t.*, p."why" AS "projectWhy", p."what" AS "projectWhat", p."done" AS "projectDone",
      (SELECT count(*) FROM "Criterion" c WHERE c."taskId" = t."id") AS "criteria",
      (SELECT count(*) FROM "FileReference" f WHERE f."taskId" = t."id") AS "files",
      (SELECT count(*) FROM "Dependency" d WHERE ${isBlocker}) AS "blockers",
      (SELECT count(*) FROM "Dependency" d JOIN "ContextEntry" e ON e."taskId" = d."dependsOnId" AND e."kind" = 'DISCOVERY' WHERE ${isBlocker})
        AS "discoveries",
      (SELECT count(*) FROM "ContextEntry" e WHERE e."taskId" = t."id" AND e."kind" <> 'NOTE') AS "entries",
      (SELECT count(*) FROM "ContextEntry" e WHERE e."taskId" = t."id" AND e."kind" = 'NOTE' AND e."authorId" = ${caller.actorId}) AS "notes",
      (SELECT count(*) FROM "Claim" c WHERE c."taskId" = t."id") AS "claims"
    FROM "Task" t JOIN "Project" p ON p."id" = t."projectId" WHERE t."id" = ${id}`
  return row ?? null
}

const isBlocker = Prisma.sql`d."taskId" = t."id" AND d."kind" = 'BLOCKS'`

/** Open ones first, then the last to be completed. */
const readBlockers = (taskId: string) => db().$queryRaw<Blocker[]>`
  SELECT b."id", b."key", b."title", b."status", b."completionSummary", b."completedAt"
  FROM "Dependency" d JOIN "Task" b ON b."id" = d."dependsOnId" AND b."deletedAt" IS NULL
  WHERE d."taskId" = ${taskId} AND d."kind" = 'BLOCKS'
  ORDER BY CASE WHEN b."completedAt" IS NULL THEN 0 ELSE 1 END, b."completedAt" DESC, b."number" LIMIT ${MOST}`

const readDiscoveries = (taskId: string) => db().$queryRaw<ContextRow[]>`
  SELECT e.* FROM "Dependency" d
  JOIN "Task" b ON b."id" = d."dependsOnId" AND b."deletedAt" IS NULL
  JOIN "ContextEntry" e ON e."taskId" = b."id" AND e."kind" = 'DISCOVERY'
  WHERE d."taskId" = ${taskId} AND d."kind" = 'BLOCKS' ORDER BY e."createdAt" DESC, e."id" DESC LIMIT ${MOST}`

const overlapsOf = (projectId: string, files: readonly FileRow[]): Promise<Overlap[]> => overlapsWith(db(), projectId, files)

/** The open claim, and those that ended. */
export const claimsOf = (claims: readonly ClaimRow[]) => ({
  open: claims.find(({ endedAt }) => endedAt === null) ?? null,
  ended: claims.filter(({ endedAt }) => endedAt !== null),
})
