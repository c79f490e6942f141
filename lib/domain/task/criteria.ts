import { InvalidInputError } from '#lib/errors.ts'
import type { Change } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import type { Write } from '#lib/write.ts'
import type { ChangedTask } from './fields.ts'
import type { TaskRow } from './types.ts'

/**
 * The list given is the list kept: entries with an id change theirs, others that read like a present one keep its state,
 * the rest are new, missing ones go.
 */
export async function replaceCriteria(w: Write, task: TaskRow, wanted: NonNullable<ChangedTask['criteria']>): Promise<Change[]> {
  const present = await w.tx.criterion.findMany({ where: { taskId: task.id }, orderBy: { position: 'asc' } })
  const byId = new Map(present.map((row) => [row.id, row]))
  const named = new Set<string>()
  for (const [position, { id }] of wanted.entries()) {
    if (!id) continue
    if (!byId.has(id) || named.has(id))
      throw new InvalidInputError([
        { field: `criteria.${position}.id`, message: named.has(id) ? 'is named twice' : 'is no criterion of this task' },
      ])
    named.add(id)
  }
  const free = present.filter((row) => !named.has(row.id))
  const rows = wanted.map((entry, position) => {
    const old = entry.id ? byId.get(entry.id) : take(free, (row) => row.text === entry.text)
    const state = entry.state ?? old?.state ?? ('UNKNOWN' as const)
    const evidence = entry.evidence ?? (entry.evidence === null ? '' : (old?.evidence ?? ''))
    const isMarked = old ? old.state !== state || old.evidence !== evidence : state !== 'UNKNOWN' || evidence !== ''
    const mark = isMarked
      ? { markedById: w.caller.actorId, markedAt: w.now }
      : { markedById: old?.markedById ?? null, markedAt: old?.markedAt ?? null }
    return { id: old?.id ?? newId('cri'), taskId: task.id, position, text: entry.text, state, evidence, ...mark }
  })
  const [old, now] = [present.map(shown), rows.map(shown)]
  if (JSON.stringify(old) === JSON.stringify(now)) return []
  await w.tx.criterion.deleteMany({ where: { taskId: task.id } })
  if (rows.length) await w.tx.criterion.createMany({ data: rows })
  return [{ field: 'criteria', old, new: now }]
}

const shown = ({ text, state, evidence }: { text: string; state: string; evidence: string }) => ({ text, state, evidence })

/** The first that fits, removed from the list. */
function take<T>(list: T[], fits: (one: T) => boolean): T | undefined {
  const at = list.findIndex(fits)
  return at < 0 ? undefined : list.splice(at, 1)[0]
}
