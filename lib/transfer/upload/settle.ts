import { systemCaller } from '#lib/auth/callers.ts'
import { importTopic, type ImportRow } from '#lib/domain/import/locate.ts'
import { write } from '#lib/write.ts'

/** An import without its report, which may be large. */
export type ImportWork = Omit<ImportRow, 'report'>

/** Stores how an import stands. False when it is no longer what it was when the run began: somebody cancelled it. */
export async function settle(row: ImportWork, data: Partial<ImportRow>): Promise<boolean> {
  const { changed } = await write(systemCaller(), { name: 'importProgress', input: {}, gate: [] }, async (w) => {
    const ended = data.state === 'DONE' || data.state === 'FAILED' ? { endedAt: w.now } : {}
    const { count } = await w.tx.import.updateMany({
      where: { id: row.id, state: row.state },
      data: { ...data, ...ended, updatedAt: w.now },
    })
    w.wakes(importTopic(row.id))
    return { changed: count }
  })
  return changed > 0
}
