import type { Caller } from '#lib/auth/caller.ts'
import { opened } from '#lib/cipher.ts'
import { db } from '#lib/db.ts'
import { write } from '#lib/write.ts'
import type { Run } from './apply.ts'
import { entryRows } from './create.ts'
import type { PlannedEntry } from './plan.ts'

/** Keeps what belongs to no task as updates of the project; those that are there are not written again. */
export async function writeOnProject(caller: Caller, run: Run, entries: readonly PlannedEntry[]) {
  if (!entries.length) return
  const projectId = run.project.id
  const there = await db().contextEntry.findMany({
    where: { projectId, taskId: null, authorId: null, kind: 'UPDATE' },
    select: { id: true, body: true, keyId: true, nonce: true },
  })
  const written = new Set(there.map((entry) => opened(entry).body))
  const news = entries.filter((entry) => !written.has(entry.body))
  if (!news.length) return
  await write(caller, { name: 'importEntries', input: {}, gate: [projectId] }, async (w) => {
    const rows = entryRows(run, null, news).map((row) => ({ ...row, createdAt: w.now }))
    await w.tx.contextEntry.createMany({ data: rows })
    for (const { id, kind } of rows) w.event({ action: 'CONTEXT_ADDED', projectId, subjectId: id, data: { kind } })
    return {}
  })
}
