import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId, grouped } from '../grouped.ts'
import type { ViewRow } from './locate.ts'

const visibleTo = ({ actorId }: Caller) => ({ OR: [{ ownerId: actorId }, { isShared: true }] })

/** The caller's own views and the shared ones of each project, by name. Whoever calls has seen the projects. */
export async function viewsOf(caller: Caller, projectIds: readonly string[]): Promise<Map<string, ViewRow[]>> {
  const rows = await db().savedView.findMany({
    where: { projectId: { in: [...projectIds] }, ...visibleTo(caller) },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return grouped(rows, (row) => row.projectId)
}

export async function viewsByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, ViewRow>> {
  const projects = await visibleProjectIds(caller)
  return byId(
    await db().savedView.findMany({
      where: { id: { in: [...ids] }, ...visibleTo(caller), ...(projects && { projectId: { in: projects } }) },
    }),
  )
}
