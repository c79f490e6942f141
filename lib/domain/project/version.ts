import { InvalidInputError, type FieldConflict } from '#lib/errors.ts'
import type { Change } from '#lib/events.ts'
import type { Write } from '#lib/write.ts'
import type { ProjectRow } from '../task/types.ts'
import { ProjectChangedError } from './errors.ts'

/**
 * With an expectedVersion older than now, reads which fields changed since: none in common with what is wanted, or wanted as it is
 * now, the change applies; else ProjectChangedError. Every version has one event, so the last few tell all.
 */
export async function requireVersion(w: Write, project: ProjectRow, expected: number | null | undefined, wanted: Partial<ProjectRow>) {
  if (expected === null || expected === undefined || expected === project.version) return
  if (expected > project.version || expected < 1)
    throw new InvalidInputError([{ field: 'expectedVersion', message: `is not a version of this project (now ${project.version})` }])
  const since = await w.tx.event.findMany({
    where: { stream: project.key, action: 'PROJECT_UPDATED' },
    orderBy: { seq: 'desc' },
    take: project.version - expected,
  })
  const conflicts = new Map<string, FieldConflict>()
  for (const event of since)
    for (const { field, old, new: now } of JSON.parse(event.changes) as Change[]) {
      if (!(field in wanted) || wanted[field as keyof ProjectRow] === project[field as keyof ProjectRow]) continue
      const later = conflicts.get(field)
      conflicts.set(field, {
        field,
        old,
        new: later?.new ?? now,
        actorId: later?.actorId ?? event.actorId,
        at: later?.at ?? event.createdAt,
      })
    }
  if (conflicts.size) throw new ProjectChangedError(project.id, project.version, [...conflicts.values()])
}
