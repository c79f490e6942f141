import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { byId } from '../grouped.ts'
import { SHIPPED, type TemplateItem } from './item.ts'

/** What can be used in a project that the caller has seen: its own templates, everybody's, then those that ship with the product, each by name. */
export async function templatesFor(projectId: string | null): Promise<TemplateItem[]> {
  const where = { OR: [{ projectId: null }, ...(projectId === null ? [] : [{ projectId }])] }
  const rows = await db().template.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
  return [...rows.filter((row) => row.projectId !== null), ...rows.filter((row) => row.projectId === null), ...SHIPPED]
}

/** Templates by id; what the caller may not see is left out. */
export async function templatesByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, TemplateItem>> {
  const projects = await visibleProjectIds(caller)
  const seen = projects && { OR: [{ projectId: null }, { projectId: { in: projects } }] }
  const stored = await db().template.findMany({ where: { id: { in: [...ids] }, ...seen } })
  return byId([...SHIPPED.filter(({ id }) => ids.includes(id)), ...stored])
}
