import { InvalidInputError, type FieldConflict } from '#lib/errors.ts'
import type { Change } from '#lib/events.ts'
import type { Write } from '#lib/write.ts'
import { VersionConflictError } from './errors.ts'

/**
 * With an expectedVersion older than now, reads which fields changed since from the task's events:
 * none in common with `fields`, the act applies; else VersionConflictError.
 */
export async function requireVersion(
  w: Write,
  task: { id: string; version: number },
  expected: number | null | undefined,
  fields: readonly string[],
) {
  if (expected === null || expected === undefined || expected === task.version) return
  if (expected > task.version || expected < 1)
    throw new InvalidInputError([{ field: 'expectedVersion', message: `is not a version of this task (now ${task.version})` }])
  const conflicts = new Map<string, FieldConflict>()
  for await (const event of eventsSince(w, task.id, expected)) {
    for (const change of JSON.parse(event.changes) as Change[]) {
      if (!fields.includes(change.field)) continue
      const later = conflicts.get(change.field)
      conflicts.set(change.field, {
        field: change.field,
        old: change.old,
        new: later?.new ?? change.new,
        actorId: later ? later.actorId : event.actorId,
        at: later?.at ?? event.createdAt,
      })
    }
  }
  if (conflicts.size) throw new VersionConflictError(task.id, task.version, [...conflicts.values()])
}

/** A task's events newest first, back to the one that gave it this version. Many of them may change no field. */
async function* eventsSince(w: Write, taskId: string, expected: number) {
  for (let before: number | undefined; ;) {
    const seq = before === undefined ? {} : { seq: { lt: before } }
    const events = await w.tx.event.findMany({ where: { taskId, ...seq }, orderBy: { seq: 'desc' }, take: 200 })
    for (const event of events) {
      const { version } = JSON.parse(event.data) as { version?: number }
      if (version !== undefined && version <= expected) return
      yield event
      before = event.seq
    }
    if (events.length < 200) return
  }
}
