'use client'
import { useMemo, useState } from 'react'
import type { TaskRow } from '#app/_tasks/task.ts'
import { useUndo } from '#app/_tasks/undo.tsx'
import { bulkFields } from './bulk-fields.ts'
import { bulkMoves } from './bulk-moves.ts'
import { inBulk, outcomeWords, type Outcome, type Part } from './bulk.ts'
import { meanwhile } from './patches.ts'
import { useSends, type Sends } from './use-sends.ts'

export interface Progress {
  doing: string
  count: number
  of: number
}

export interface Hands {
  sends: Sends
  /** Tells what came of it, and keeps the way back for what was done. */
  act: (words: [doing: string, what: string], forth: Part, back: (done: TaskRow[]) => Part[]) => Promise<void>
}

/** Acts on all that is selected, each with what became of every task and a way back. `onOutcome` gets those that were refused. */
export function useBulk(onOutcome: (outcome: Outcome, words: string) => void) {
  const { did } = useUndo()
  const sends = useSends()
  const [progress, setProgress] = useState<Progress | null>(null)
  const acts = useMemo(() => {
    async function run(doing: string, parts: Part[]) {
      const of = parts.reduce((sum, { tasks }) => sum + tasks.length, 0)
      const all: Outcome = { done: [], refused: [] }
      setProgress({ doing, count: 0, of })
      try {
        for (const part of parts) {
          const before = all.done.length + all.refused.length
          const outcome = inBulk(part, (count) => setProgress({ doing, count: before + count, of }))
          for (const task of part.shown ? part.tasks : []) void meanwhile(task.id, part.shown?.(task) ?? {}, outcome)
          const { done, refused } = await outcome
          all.done.push(...done)
          all.refused.push(...refused)
        }
        return all
      } finally {
        setProgress(null)
      }
    }
    const act: Hands['act'] = async ([doing, what], forth, back) => {
      const outcome = await run(doing, [forth])
      const words = outcomeWords(outcome, what)
      onOutcome(outcome, words)
      if (!outcome.done.length) return
      did(words, async () => {
        const undone = await run('Undoing', back(outcome.done))
        if (undone.refused.length) onOutcome(undone, outcomeWords(undone, 'put back'))
        return undone.refused.length === 0
      })
    }
    const hands = { act, sends }
    return { ...bulkFields(hands), ...bulkMoves(hands) }
  }, [onOutcome, did, sends])
  return { acts, progress }
}

export type BulkActs = ReturnType<typeof useBulk>['acts']
