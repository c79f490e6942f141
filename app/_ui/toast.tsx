'use client'
import { lazy, Suspense, useSyncExternalStore } from 'react'

export interface Extra {
  /** What can still be done about it: Undo, Open. */
  action?: { word: string; run: () => void }
  detail?: string
  /** Names it, so that `forget` can take it away. */
  id?: string
}
export interface Message extends Extra {
  kind: 'done' | 'refused'
  text: string
}

/** My own act, in one line: "BDS-655 completed, 1 task freed". */
export function tell(text: string, extra: Extra = {}) {
  void show({ kind: 'done', text, ...extra })
}

/** My act was refused: the cause, and in `detail` the next step. Stays until it is closed. */
export function refuse(text: string, extra: Extra = {}) {
  void show({ kind: 'refused', text, ...extra })
}

/** Takes a message away whose action was taken elsewhere. */
export function forget(id: string) {
  if (isWanted) void loadMessages().then(({ dismissMessage }) => dismissMessage(id))
}

let isWanted = false
const watchers = new Set<() => void>()
const loadMessages = () => import('./messages.tsx')
const Messages = lazy(() => loadMessages().then((file) => ({ default: file.Messages })))

/** The place of messages. Its script comes with the first one. */
export function Toaster() {
  const isShown = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    () => isWanted,
    () => false,
  )
  return isShown ? (
    <Suspense>
      <Messages />
    </Suspense>
  ) : null
}

async function show(message: Message) {
  isWanted = true
  for (const watcher of watchers) watcher()
  const { showMessage } = await loadMessages()
  showMessage(message)
}
