import type { Caller } from '#lib/auth/caller.ts'
import { connectedUrl } from '#lib/db.ts'
import { openSnapshots } from '#lib/db/snapshots.ts'
import { planExport, type ExportInput } from './plan-export.ts'
import { writeExport } from './write-export.ts'

/** An export as text, made in this thread. */
export async function exported(caller: Caller, input: ExportInput): Promise<string> {
  const snapshots = await openSnapshots(connectedUrl())
  const parts: Uint8Array[] = []
  try {
    await writeExport(snapshots, await planExport(caller, input), async (bytes) => void parts.push(bytes))
  } finally {
    await snapshots.close()
  }
  return Buffer.concat(parts).toString('utf8')
}
