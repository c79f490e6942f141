import { parentPort, workerData } from 'node:worker_threads'
import { openSnapshots } from '#lib/db/snapshots.ts'
import type { ExportJob } from './job.ts'
import { writeExport } from './write-export.ts'

/** The entry of an export's thread. It sends a part, and the next one when it is asked for more. */
export interface ThreadInput {
  url: string
  job: ExportJob
}
export type Part = { bytes: Uint8Array<ArrayBuffer> } | { done: true } | { error: string }

const { url, job } = workerData as ThreadInput
const send = (part: Part) => parentPort?.postMessage(part, 'bytes' in part ? [part.bytes.buffer] : [])
let more: (() => void) | null = null
parentPort?.on('message', () => more?.())

const snapshots = await openSnapshots(url)
try {
  await writeExport(
    snapshots,
    job,
    (bytes) =>
      new Promise<void>((resolve) => {
        more = resolve
        send({ bytes: new Uint8Array(bytes) })
      }),
  )
  send({ done: true })
} catch (error) {
  send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
} finally {
  await snapshots.close()
  parentPort?.close()
}
