import { parentPort, workerData } from 'node:worker_threads'
import { openSnapshots } from '#lib/db/snapshots.ts'
import type { ExportJob } from './job.ts'
import { writeExport } from './write-export.ts'

/** The entry of an export's thread. It sends a part, and the next one when the memory of that has come back. */
export interface ThreadInput {
  url: string
  job: ExportJob
}
export type Part = { bytes: Uint8Array<ArrayBuffer> } | { done: true } | { error: string }

const { url, job } = workerData as ThreadInput
const send = (part: Part) => parentPort?.postMessage(part, 'bytes' in part ? [part.bytes.buffer] : [])
// A page of rows, or most of it: each part waits for the client.
let room = new ArrayBuffer(1024 * 1024)
let more: (() => void) | null = null
parentPort?.on('message', (emptied: ArrayBuffer) => {
  room = emptied
  more?.()
})

const snapshots = await openSnapshots(url)
try {
  await writeExport(snapshots, job, async (bytes) => {
    for (let at = 0; at < bytes.length;) {
      const part = new Uint8Array(room, 0, Math.min(room.byteLength, bytes.length - at))
      part.set(bytes.subarray(at, at + part.length))
      at += part.length
      await new Promise<void>((resolve) => {
        more = resolve
        send({ bytes: part })
      })
    }
  })
  send({ done: true })
} catch (error) {
  send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
} finally {
  await snapshots.close()
  parentPort?.close()
}
