import { db } from '#lib/db.ts'
import type { ActorRef, TaskRef } from '#lib/plugins/api.ts'
import { actorsByIds } from '../actor/queries.ts'
import { priorityName } from '../task/types.ts'

/** Tasks as plugins see them, deleted ones too. Whoever calls has seen to it that the plugin may. */
export async function taskRefs(ids: readonly string[]): Promise<Map<string, TaskRef>> {
  const include = { assignee: { select: { handle: true } }, tags: { select: { tag: true }, orderBy: { tag: 'asc' } } } as const
  const rows = ids.length ? await db().task.findMany({ where: { id: { in: [...ids] } }, include }) : []
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...{ id: row.id, key: row.key, title: row.title, status: row.status, priority: priorityName(row.priority) },
        assignee: row.assignee?.handle ?? null,
        tags: row.tags.map(({ tag }) => tag),
        estimatedHours: row.estimatedHours,
        actualHours: row.actualHours,
        externalKey: row.externalKey,
        isDeleted: row.deletedAt !== null,
      },
    ]),
  )
}

export async function actorRefs(ids: readonly string[]): Promise<Map<string, ActorRef>> {
  const found = await actorsByIds(ids)
  return new Map([...found].map(([id, { handle, kind }]) => [id, { id, handle, kind }]))
}
