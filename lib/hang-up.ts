import { AsyncLocalStorage } from 'node:async_hooks'

/** Calls back when the client of a call goes away before its answer. Answers what takes that back. */
type Watch = (gone: () => void) => () => void

const calls = new AsyncLocalStorage<Watch>()
const waiting = new Set<() => void>()

/** Runs a call with what knows whether its client is still there. */
export const duringCall = <T>(watch: Watch, run: () => T): T => calls.run(watch, run)

/** For a call that waits: calls back when nobody will hear its answer any more, or when the server stops. Answers what takes that back. */
export function onHangUp(gone: () => void): () => void {
  const forget = calls.getStore()?.(gone)
  waiting.add(gone)
  return () => {
    forget?.()
    waiting.delete(gone)
  }
}

/** Ends every wait of this process. */
export function hangUp() {
  for (const gone of [...waiting]) gone()
}
