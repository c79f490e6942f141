import { connectedUrl } from '#lib/db.ts'
import { startThread } from '#lib/thread.ts'
import type { ExportJob } from './job.ts'
import type { Part, ThreadInput } from './thread.ts'

/** A page of rows at a time needs little; a small heap is cleared sooner. */
const HEAP = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 4 }

/**
 * Runs an export in a thread of its own with a connection of its own, and gives its parts to `write` one after the other. Their memory
 * goes back to the thread when `write` is done with a part, or garbage would pile up here until the process takes the time to clear it.
 * The thread ends with the promise, also when `write` refuses or `signal` is aborted.
 */
export async function runExport(job: ExportJob, write: (bytes: Uint8Array) => Promise<void>, signal: AbortSignal): Promise<void> {
  const workerData: ThreadInput = { url: connectedUrl(), job }
  const worker = startThread('export', new URL('./thread.ts', import.meta.url), { workerData, resourceLimits: HEAP })
  let stop = () => {}
  try {
    await new Promise<void>((resolve, reject) => {
      stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      worker.on('message', (part: Part) => {
        if ('done' in part) resolve()
        else if ('error' in part) reject(new Error(`An export failed in its thread: ${part.error}`))
        else write(part.bytes).then(() => worker.postMessage(part.bytes.buffer, [part.bytes.buffer]), reject)
      })
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('The thread of an export has ended.')))
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
