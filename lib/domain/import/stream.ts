import type { Caller } from '#lib/auth/caller.ts'
import { subscribe } from '#lib/pubsub.ts'
import { importTopic, locateImport, type ImportRow } from './locate.ts'

/** An import as it is now, and again whenever that has changed, for ever. */
export function importStream(caller: Caller, id: string): AsyncIterableIterator<ImportRow> {
  const ended = new AbortController()
  const rows = generate(caller, id, ended.signal)
  return {
    next: () => rows.next(),
    // A generator that waits would only see `return` after its next row.
    return: () => {
      ended.abort()
      return rows.return(undefined)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

async function* generate(caller: Caller, id: string, ended: AbortSignal) {
  let isDue = true
  let go = () => {}
  const unsubscribe = subscribe(importTopic(id), () => {
    isDue = true
    go()
  })
  ended.addEventListener('abort', () => go())
  try {
    let last = ''
    while (!ended.aborted) {
      if (!isDue) await new Promise<void>((resolve) => (go = resolve))
      if (ended.aborted) return
      isDue = false
      const row = await locateImport(caller, id)
      // Another process that wrote anything at all wakes everybody on SQLite.
      const seen = `${row.state} ${row.done} ${row.updatedAt.getTime()}`
      if (seen !== last) yield row
      last = seen
    }
  } finally {
    unsubscribe()
  }
}
