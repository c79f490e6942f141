import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { roleIn, visibleProjectIds } from '../access.ts'
import { byId, grouped } from '../grouped.ts'
import { rows, rowsOf } from '../rows.ts'
import type { ProjectRow } from '../task/types.ts'

export type MemberRow = Prisma.MemberGetPayload<object>

/** The project behind an id or key; null when it is missing or hidden. */
export async function findProject(caller: Caller, ref: string): Promise<ProjectRow | null> {
  const text = ref.trim()
  const [row = null] = await rows(
    db(),
    'Project',
    text.startsWith('prj_') ? Prisma.sql`"id" = ${text}` : Prisma.sql`"key" = ${text.toUpperCase()}`,
  )
  return row && (await roleIn(caller, row.id)) !== null ? row : null
}

/** The projects that the caller sees, by key. */
export async function listProjects(caller: Caller): Promise<ProjectRow[]> {
  const ids = await visibleProjectIds(caller)
  return db().project.findMany({ where: ids ? { id: { in: ids } } : {}, orderBy: { key: 'asc' } })
}

export async function projectsByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, ProjectRow>> {
  const visible = await visibleProjectIds(caller)
  const wanted = visible ? ids.filter((id) => visible.includes(id)) : [...ids]
  return byId(await rowsOf(db(), 'Project', 'id', wanted))
}

/** Members of each project in the order in which they joined. */
export async function membersOf(projectIds: readonly string[]): Promise<Map<string, MemberRow[]>> {
  const rows = await db().member.findMany({
    where: { projectId: { in: [...projectIds] } },
    orderBy: [{ createdAt: 'asc' }, { actorId: 'asc' }],
  })
  return grouped(rows, (row) => row.projectId)
}

/** The tags used in each project, each in its first spelling. */
export async function projectTagsOf(projectIds: readonly string[]): Promise<Map<string, string[]>> {
  if (!projectIds.length) return new Map()
  // Raw: steps through the index from one tag to the next, instead of reading every tagged task.
  const rows = await db().$queryRaw<{ projectId: string; tag: string }[]>`
    WITH RECURSIVE "used" ("projectId", "fold") AS (
      SELECT p."id", (SELECT min(t."fold") FROM "TaskTag" t WHERE t."projectId" = p."id") FROM "Project" p
      WHERE p."id" IN (${Prisma.join([...projectIds])})
      UNION ALL
      SELECT u."projectId", (SELECT min(t."fold") FROM "TaskTag" t WHERE t."projectId" = u."projectId" AND t."fold" > u."fold")
      FROM "used" u WHERE u."fold" IS NOT NULL)
    SELECT u."projectId" AS "projectId",
      (SELECT t."tag" FROM "TaskTag" t WHERE t."projectId" = u."projectId" AND t."fold" = u."fold" LIMIT 1) AS "tag"
    FROM "used" u WHERE u."fold" IS NOT NULL ORDER BY u."fold"`
  const groups = grouped(rows, (row) => row.projectId)
  return new Map([...groups].map(([id, own]) => [id, own.map((row) => row.tag)]))
}
