'use client'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { did } from '#app/_tasks/undo.tsx'
import { grouped } from '#app/_ui/grouped.ts'
import { MarkAllDocument, MarkDocument } from './documents.ts'
import type { Notification, Thread } from './reasons.ts'
import type { State } from './views.ts'

/** The API takes so many numbers at once. */
const AT_ONCE = 1_000

interface Inbox {
  take: (marked: readonly Notification[], stay?: boolean) => void
  refetch: () => void
}

const WORD: Record<State, string> = { UNREAD: 'unread again', READ: 'read', DONE: 'done', SNOOZED: 'snoozed' }

/** What a person does with notifications, each with the way back. */
export function useMarks({ take, refetch }: Inbox) {
  const mark = useAct(MarkDocument)
  const markAll = useAct(MarkAllDocument)

  async function set(notifications: readonly Notification[], state: State, until?: string | null, stay = false) {
    for (const part of parts(notifications.map(({ seq }) => seq))) {
      const result = unlessRefused(await mark({ seqs: part, state, snoozedUntil: until }))
      if (!result) return false
      take(result.notifications, stay)
    }
    return true
  }

  /** Each as it was; what was snoozed until a moment that is over is unread. */
  async function restore(before: readonly Notification[]) {
    const groups = grouped(before, ({ state, snoozedUntil }) => (state === 'SNOOZED' ? `SNOOZED ${snoozedUntil}` : state))
    for (const [key, some] of groups) {
      const [state, until] = key.split(' ') as [State, string?]
      const isOver = until !== undefined && Date.parse(until) <= Date.now()
      if (!(await set(some, isOver ? 'UNREAD' : state, isOver ? null : until))) return false
    }
    refetch()
    return true
  }

  return {
    /** Opening a line reads it; nothing to tell of. */
    read: (thread: Thread) => void (thread.isUnread && set(thread.notifications, 'READ', null, true)),
    async move(threads: readonly Thread[], state: State, { until, words }: { until?: Date; words?: string } = {}) {
      const before = threads.flatMap(({ notifications }) => notifications)
      if (!before.length || !(await set(before, state, until?.toISOString()))) return false
      const [only] = threads
      const what = threads.length === 1 ? (only?.newest.task?.key ?? 'It') : `${threads.length} lines`
      const text = words ? `${what} ${threads.length === 1 ? 'comes' : 'come'} back ${words}` : `${what}: ${WORD[state]}`
      did(text, () => restore(before))
      refetch()
      return true
    },
    /** Everything that is unread or read, also what is not on the page. */
    async finishAll() {
      const moved: { state: State; seqs: readonly number[] }[] = []
      for (const state of ['UNREAD', 'READ'] as const) {
        const result = unlessRefused(await markAll({ all: true, from: [state], state: 'DONE' }))
        if (!result) break
        moved.push({ state, seqs: result.seqs })
      }
      refetch()
      const count = moved.reduce((sum, { seqs }) => sum + seqs.length, 0)
      if (!count) return
      did(`${count.toLocaleString('en')} ${count === 1 ? 'notification' : 'notifications'} done`, async () => {
        for (const { state, seqs } of moved)
          for (const part of parts(seqs)) if (!unlessRefused(await markAll({ seqs: part, state }))) return false
        refetch()
        return true
      })
    },
  }
}

const parts = (seqs: readonly number[]) =>
  Array.from({ length: Math.ceil(seqs.length / AT_ONCE) }, (_, n) => seqs.slice(n * AT_ONCE, (n + 1) * AT_ONCE))

export type Marks = ReturnType<typeof useMarks>
