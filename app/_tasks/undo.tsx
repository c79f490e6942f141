'use client'
import { useMemo, useSyncExternalStore } from 'react'
import { forget, tell } from '#app/_ui/toast.tsx'

/** Takes an act back. True when all is as before; words for what is not; false when it was refused, which it has told itself. */
type Undo = () => Promise<boolean | string>

interface Act {
  id: string
  text: string
  undo: Undo
  /** What undoing does not bring back, said before and after. */
  lasting?: string
}

interface Extra {
  detail?: string
  lasting?: string
}

const MOST = 20
const NONE: readonly Act[] = []

// One stack a tab, kept over navigation: what was done on a task's page can be undone from the list.
let acts = NONE
let counter = 0
let queue: Promise<unknown> = Promise.resolve()
const watchers = new Set<() => void>()

function set(next: readonly Act[]) {
  acts = next
  for (const watcher of watchers) watcher()
}

/** Tells what was done with a way back, and keeps it for Undo. */
export function did(text: string, undo: Undo, { detail, lasting }: Extra = {}) {
  const act = { id: `act-${++counter}`, text, undo, lasting }
  set([...acts, act].slice(-MOST))
  tell(text, {
    id: act.id,
    detail: [detail, lasting].filter(Boolean).join(' ') || undefined,
    action: { word: 'Undo', run: () => take(act) },
  })
}

/** One after the other, so that two quick presses undo two acts in their order. */
function take(act: Act | undefined) {
  if (!act || !acts.includes(act)) return
  set(acts.filter((one) => one !== act))
  forget(act.id)
  const run = async () => {
    const back = await act.undo()
    if (back) tell(`Undone: ${act.text}`, { detail: [act.lasting, back === true ? '' : back].filter(Boolean).join(' ') || undefined })
  }
  queue = queue.then(run, run)
}

const undoLast = () => take(acts.at(-1))

const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/** What this tab has done and can take back, newest last. */
export function useUndo() {
  const all = useSyncExternalStore(
    subscribe,
    () => acts,
    () => NONE,
  )
  const last = all.at(-1)?.text ?? null
  return useMemo(() => ({ did, undoLast, last }), [last])
}
