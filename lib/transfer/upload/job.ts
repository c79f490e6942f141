import { db } from '#lib/db.ts'
import { optionsOf } from '#lib/domain/import/options.ts'
import { log } from '#lib/log.ts'
import { settle, type ImportWork } from './settle.ts'
import { runApart } from './start-import.ts'
import { dropStored, folderName, isStored, storedIds } from './store.ts'

const EVERY_MS = 500
/** An uploaded file that nobody applies goes after this time. */
const KEPT_MS = 7 * 24 * 3600_000
const LOST = 'The uploaded file is gone from the folder of the server. Upload it again: what is here already stays as it is.'
/** How often the process of one import may die without having come further. */
const MOST_DEATHS = 3

/** Runs an import; answers how it died, or null when it ended in order. */
type Run = (id: string, stopping: AbortSignal) => Promise<string | null>

/** Checks and applies what was uploaded here, one after another. One that the end of its process interrupted is begun again, and goes on where it stopped. */
export async function runImports(stopping: AbortSignal, run: Run = runApart): Promise<number> {
  const here = storedIds()
  const rows = await db().import.findMany({
    where: { OR: [{ id: { in: here } }, { state: { in: ['CHECKING', 'RUNNING'] } }] },
    orderBy: [{ updatedAt: 'asc' }, { id: 'asc' }],
    omit: { report: true },
  })
  await sweep(here, rows)
  const working = rows.filter(({ state }) => state === 'CHECKING' || state === 'RUNNING')
  for (const row of working) if (isLost(row)) await settle(row, { state: 'FAILED', error: LOST })
  const next = working.find(({ id }) => here.includes(id))
  if (!next || stopping.aborted) return EVERY_MS
  const death = await run(next.id, stopping)
  if (death && !stopping.aborted) {
    await bury(next, death)
    return EVERY_MS
  }
  deaths.delete(next.id)
  return 0
}

/** Its file was stored in this folder, and is there no more. Files of other nodes are theirs to miss. */
const isLost = (row: ImportWork) => optionsOf(row).folder === folderName() && !isStored(row.id)

/** How far imports were whose process died here, and how often without coming further. */
const deaths = new Map<string, { done: number; times: number }>()

/** A process that died is begun again, but not for ever: what is too large for it stays too large. */
async function bury(row: ImportWork, death: string) {
  log.warn({ import: row.id, death }, 'the process of an import died')
  const { done } = await db().import.findUniqueOrThrow({ where: { id: row.id }, select: { done: true } })
  const last = deaths.get(row.id)
  const times = last && done <= last.done ? last.times + 1 : 1
  if (times < MOST_DEATHS) return void deaths.set(row.id, { done, times })
  deaths.delete(row.id)
  await settle(row, {
    state: 'FAILED',
    error: `The process of this import ended ${times} times at the same place (${death}). What was stored stays. Bring the file in smaller parts, or use npm run import on the server.`,
  })
}

/** Files of imports that are over, that were never recorded, or that nobody has touched for a week. */
async function sweep(here: readonly string[], rows: readonly ImportWork[]) {
  const known = new Map(rows.map((row) => [row.id, row]))
  for (const id of here) {
    const row = known.get(id)
    if (row?.state === 'DONE' || row?.state === 'CANCELLED') dropStored(id)
    else if (
      row &&
      Date.now() - row.updatedAt.getTime() > KEPT_MS &&
      (await settle(row, { state: 'CANCELLED', error: 'Nobody applied it for a week.' }))
    )
      dropStored(id)
  }
}
