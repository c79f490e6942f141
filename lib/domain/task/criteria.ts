import { InvalidInputError } from '#lib/errors.ts'
import type { Change } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import type { Write } from '#lib/write.ts'
import type { ChangedTask } from './fields.ts'
import type { TaskRow } from './types.ts'

/** The list given is the list kept: entries with an id change theirs, others are new, missing ones go. */
export async function replaceCriteria(w: Write, task: TaskRow, wanted: NonNullable<ChangedTask['criteria']>): Promise<Change[]> {
  const present = await w.tx.criterion.findMany({ where: { taskId: task.id }, orderBy: { position: 'asc' } })
  const byId = new Map(present.map((row) => [row.id, row]))
  const seen = new Set<string>()
  const rows = wanted.map((entry, position) => {
    const old = entry.id ? byId.get(entry.id) : undefined
    if (entry.id && (!old || seen.has(entry.id)))
      throw new InvalidInputError([{ field: `criteria.${position}.id`, message: old ? 'is named twice' : 'is no criterion of this task' }])
    if (entry.id) seen.add(entry.id)
    return {
      id: old?.id ?? newId('cri'),
      taskId: task.id,
      position,
      text: entry.text,
      state: entry.state ?? old?.state ?? ('UNKNOWN' as const),
      evidence: entry.evidence ?? (entry.evidence === null ? '' : (old?.evidence ?? '')),
    }
  })
  const [old, now] = [present.map(shown), rows.map(shown)]
  if (JSON.stringify(old) === JSON.stringify(now)) return []
  await w.tx.criterion.deleteMany({ where: { taskId: task.id } })
  if (rows.length) await w.tx.criterion.createMany({ data: rows })
  return [{ field: 'criteria', old, new: now }]
}

const shown = ({ text, state, evidence }: { text: string; state: string; evidence: string }) => ({ text, state, evidence })
