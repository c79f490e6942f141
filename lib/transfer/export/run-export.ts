import { Worker } from 'node:worker_threads'
import { connectedUrl } from '#lib/db.ts'
import type { ExportJob } from './job.ts'
import type { Part, ThreadInput } from './thread.ts'

/** From the sources, the thread learns to read TypeScript first; what the process was started with does not reach it. */
const FROM_SOURCES = `const { workerData } = require('node:worker_threads')
import('tsx/esm/api').then(({ register }) => { register(); return import(workerData.entry) })`
/** A page of rows at a time needs little; a small heap is cleared sooner. */
const HEAP = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 }

/**
 * Runs an export in a thread of its own with a connection of its own, and gives its parts to `write` one after the other.
 * The thread ends with the promise, also when `write` refuses or `signal` is aborted.
 */
export async function runExport(job: ExportJob, write: (bytes: Uint8Array) => Promise<void>, signal: AbortSignal): Promise<void> {
  const worker = startThread({ url: connectedUrl(), job })
  let stop = () => {}
  try {
    await new Promise<void>((resolve, reject) => {
      stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      worker.on('message', (part: Part) => {
        if ('done' in part) resolve()
        else if ('error' in part) reject(new Error(`An export failed in its thread: ${part.error}`))
        else write(part.bytes).then(() => worker.postMessage('more'), reject)
      })
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('The thread of an export has ended.')))
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

function startThread(input: ThreadInput) {
  if (!import.meta.url.endsWith('.ts')) {
    // The build puts the thread beside the server.
    return new Worker(new URL(import.meta.url.replace(/\.mjs$/, '.export.mjs')), { workerData: input, resourceLimits: HEAP })
  }
  const entry = new URL('./thread.ts', import.meta.url).href
  return new Worker(FROM_SOURCES, { eval: true, workerData: { ...input, entry }, resourceLimits: HEAP })
}
