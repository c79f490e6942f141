import type { ChildProcess } from 'node:child_process'
import { connectedUrl } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { wake } from '#lib/pubsub.ts'
import { startProcess } from '#lib/thread.ts'

/** As `npm run import` has it: a small heap is cleared sooner, and what an import keeps of a file fits into it. */
const HEAP = ['--max-old-space-size=224', '--max-semi-space-size=8']
/** How long the write that is under way may take when the server stops. */
const GRACE_MS = 3_000

export const startImport = (id: string): ChildProcess =>
  startProcess('import', new URL('./child.ts', import.meta.url), {
    args: [id],
    flags: HEAP,
    environment: { DATABASE_URL: connectedUrl(), DATA_DIR: env().DATA_DIR },
  })

/** Runs one import in a process of its own, and ends that with the signal. Answers how the process died, or null when it ended by itself. */
export async function runApart(id: string, stopping: AbortSignal, start = startImport): Promise<string | null> {
  const child = start(id)
  let late: NodeJS.Timeout | undefined
  const stop = () => {
    child.kill('SIGTERM')
    late = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
  }
  stopping.addEventListener('abort', stop)
  if (stopping.aborted) stop()
  child.on('message', (topic) => typeof topic === 'string' && wake(topic))
  try {
    return await new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message))
      child.once('exit', (code, signal) => resolve(code === 0 ? null : (signal ?? `code ${code}`)))
    })
  } finally {
    clearTimeout(late)
    stopping.removeEventListener('abort', stop)
  }
}
