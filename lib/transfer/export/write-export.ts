import type { Reader, Snapshots } from '#lib/db/snapshots.ts'
import { csv } from './csv.ts'
import { dot } from './dot.ts'
import type { ExportFormat } from './formats.ts'
import type { ExportJob } from './job.ts'
import { json } from './json.ts'
import { markdown } from './markdown.ts'
import { mermaid } from './mermaid.ts'

const WRITERS: Record<ExportFormat, (reader: Reader, job: ExportJob) => AsyncGenerator<string>> = { json, csv, markdown, mermaid, dot }
const CHUNK = 64 * 1024

/**
 * Writes an export as it was at one moment, whatever is written meanwhile. Holds no more of it than a page of rows: it reads on when
 * `write` has taken what it gave.
 */
export async function writeExport(snapshots: Snapshots, job: ExportJob, write: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const encoder = new TextEncoder()
  await snapshots.read(async (reader) => {
    let waiting = ''
    for await (const text of WRITERS[job.format](reader, job)) {
      waiting += text
      if (waiting.length < CHUNK) continue
      await write(encoder.encode(waiting))
      waiting = ''
    }
    if (waiting) await write(encoder.encode(waiting))
  })
}
