import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Write } from '#lib/write.ts'
import { ref } from '../input.ts'
import { demand } from './act.ts'
import { cancel, cancelling } from './cancel.ts'
import { leavingTogether, refuseDependents, remove, settleDeleted } from './delete.ts'
import { onEach, type Before } from './each.ts'
import { hold, holding } from './hold.ts'
import { lift } from './release-hold.ts'
import { giving, release } from './release.ts'
import { reopen } from './reopen.ts'
import { restore } from './restore.ts'
import { start } from './start.ts'

/** The moves of a task, each on up to 500 of them, as the act on one would. */

const choice = z.object({ task: ref })
const cancellation = cancelling.omit({ dryRun: true })

interface Input<S extends z.ZodType> {
  tasks: z.input<S>[]
  idempotencyKey?: string | null | undefined
}
type Chosen = Input<typeof choice>

export const startTasks = (caller: Caller, input: Chosen) =>
  onEach(caller, { name: 'startTasks', item: choice, input }, async (w, subject) => {
    demand('START', subject)
    await start(w, subject)
    return {}
  })

export const releaseTasks = (caller: Caller, input: Input<typeof giving>) =>
  onEach(caller, { name: 'releaseTasks', item: giving, input }, async (w, subject, item) => {
    await release(w, subject, item)
    return {}
  })

export const holdTasks = (caller: Caller, input: Input<typeof holding>) =>
  onEach(caller, { name: 'holdTasks', item: holding, input }, async (w, subject, item) => {
    demand('HOLD', subject)
    await hold(w, subject, item)
    return {}
  })

export const releaseHolds = (caller: Caller, input: Chosen) =>
  onEach(caller, { name: 'releaseHolds', item: choice, input }, async (w, subject) => {
    demand('RELEASE_HOLD', subject)
    await lift(w, subject)
    return {}
  })

/** What an earlier one of the list has cancelled along is done. */
export const cancelTasks = (caller: Caller, input: Input<typeof cancellation>) => {
  const gone = new Set<string>()
  // A write that begins again has cancelled nothing yet.
  const before: Before = async () => gone.clear()
  return onEach(caller, { name: 'cancelTasks', item: cancellation, input, before }, async (w, subject, item) => {
    demand('CANCEL', subject)
    if (gone.has(subject.task.id)) return {}
    const { cancelled, turns, touched } = await cancel(w, subject, item)
    for (const id of cancelled) gone.add(id)
    return { turns, touched: [...cancelled, ...touched] }
  })
}

export const reopenTasks = (caller: Caller, input: Chosen) =>
  onEach(caller, { name: 'reopenTasks', item: choice, input }, async (w, subject) => {
    demand('REOPEN', subject)
    return reopen(w, subject)
  })

/** Those of the list that hold each other up, as a task and its parts, go together. */
export const deleteTasks = (caller: Caller, input: Chosen) => {
  let leaving: ReadonlySet<string> = new Set()
  const gone = new Map<string, string[]>()
  const before: Before = async (w, subjects) => {
    gone.clear()
    leaving = await leavingTogether(w, subjects)
  }
  const after = async (w: Write) => {
    for (const [projectId, ids] of gone) await settleDeleted(w, projectId, ids)
  }
  return onEach(caller, { name: 'deleteTasks', item: choice, input, before, after }, async (w, subject) => {
    const { id, projectId } = subject.task
    demand('DELETE', subject)
    if (!leaving.has(id)) await refuseDependents(w, subject.task)
    await remove(w, subject)
    gone.set(projectId, [...(gone.get(projectId) ?? []), id])
    return {}
  })
}

export const restoreTasks = (caller: Caller, input: Chosen) =>
  onEach(caller, { name: 'restoreTasks', item: choice, input }, async (w, subject) => {
    demand('RESTORE', subject)
    return restore(w, subject)
  })
