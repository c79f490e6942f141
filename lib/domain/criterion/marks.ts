import { z } from 'zod'
import type { Prisma } from '#lib/db.ts'
import { InvalidInputError } from '#lib/errors.ts'
import type { Write } from '#lib/write.ts'
import { ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { taskEvent } from '../task/act.ts'
import type { TaskRow } from '../task/types.ts'

export type CriterionRow = Prisma.CriterionGetPayload<object>

/** What someone found out about one success criterion. Without evidence, what was written before stays. */
export const markOf = z.object({
  /** Its id, or its place in the list, from 1. */
  criterion: ref,
  state: z.enum(['UNKNOWN', 'MET', 'NOT_MET']),
  evidence: text(LIMITS.evidence).nullish(),
})
export type Mark = z.output<typeof markOf>

/** All criteria of a task as they will be, and what changes on the way. */
export interface Marking {
  criteria: CriterionRow[]
  changed: { old: CriterionRow; new: CriterionRow }[]
}

/** Reads the criteria and applies the marks to them without writing. `at` names the input field of the nth mark. */
export async function planMarks(w: Write, taskId: string, marks: readonly Mark[], at: (i: number) => string): Promise<Marking> {
  const present = await w.tx.criterion.findMany({ where: { taskId }, orderBy: { position: 'asc' } })
  const marked = new Map<string, CriterionRow>()
  for (const [i, { criterion, state, evidence }] of marks.entries()) {
    const old = /^\d+$/.test(criterion) ? present[Number(criterion) - 1] : present.find((row) => row.id === criterion)
    if (!old) throw new InvalidInputError([{ field: at(i), message: noSuch(present.length) }])
    if (marked.has(old.id)) throw new InvalidInputError([{ field: at(i), message: 'is named twice' }])
    const found = { ...old, state, evidence: evidence === undefined ? old.evidence : (evidence ?? '') }
    const isNew = found.state !== old.state || found.evidence !== old.evidence
    marked.set(old.id, isNew ? { ...found, markedById: w.caller.actorId, markedAt: w.now } : old)
  }
  const criteria = present.map((row) => marked.get(row.id) ?? row)
  const changed = present.flatMap((row, i) => {
    const after = criteria[i]
    return after && after !== row ? [{ old: row, new: after }] : []
  })
  return { criteria, changed }
}

const noSuch = (count: number) =>
  count === 0
    ? 'is no criterion of this task, which has none'
    : `is no criterion of this task: give its id, or its place from 1 to ${count}`

/** Writes what `planMarks` answered, with one event that has the task's new version. */
export async function writeMarks(w: Write, task: Pick<TaskRow, 'id' | 'key' | 'projectId' | 'version'>, { changed }: Marking) {
  if (!changed.length) return
  for (const { new: row } of changed) {
    const { id, state, evidence, markedById, markedAt } = row
    await w.tx.criterion.update({ where: { id }, data: { state, evidence, markedById, markedAt } })
  }
  taskEvent(w, 'CRITERION_MARKED', task, {
    subjectId: changed.length === 1 ? (changed[0]?.new.id ?? null) : null,
    changes: [{ field: 'criteria', old: changed.map((one) => shown(one.old)), new: changed.map((one) => shown(one.new)) }],
  })
}

/** As `updateTask` shows them in its event. */
const shown = ({ text, state, evidence }: CriterionRow) => ({ text, state, evidence })
