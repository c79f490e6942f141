import type { Caller } from '#lib/auth/caller.ts'
import { systemCaller } from '#lib/auth/callers.ts'
import { db } from '#lib/db.ts'
import { isImportFormat } from '#lib/domain/import/formats.ts'
import { importTopic, type ImportRow } from '#lib/domain/import/locate.ts'
import { optionsOf } from '#lib/domain/import/options.ts'
import { DomainError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { write } from '#lib/write.ts'
import { SCOPES } from '#lib/auth/caller.ts'
import { FORMATS } from '../formats.ts'
import { InterruptedError } from '../interrupted.ts'
import { dropStored, folderName, isStored, storedFile, storedIds } from './store.ts'
import { storedReport } from './stored-report.ts'

const EVERY_MS = 500
/** An uploaded file that nobody applies goes after this time. */
const KEPT_MS = 7 * 24 * 3600_000
const TELL_MS = 300
const LOST = 'The uploaded file is gone from the folder of the server. Upload it again: what is here already stays as it is.'

/** Checks and applies what was uploaded here, one after another. One that the end of the process interrupted is begun again, and goes on where it stopped. */
export async function runImports(stopping: AbortSignal): Promise<number> {
  const here = storedIds()
  const rows = await db().import.findMany({
    where: { OR: [{ id: { in: here } }, { state: { in: ['CHECKING', 'RUNNING'] } }] },
    orderBy: [{ updatedAt: 'asc' }, { id: 'asc' }],
  })
  await sweep(here, rows)
  const working = rows.filter(({ state }) => state === 'CHECKING' || state === 'RUNNING')
  for (const row of working) if (isLost(row)) await settle(row, { state: 'FAILED', error: LOST })
  const next = working.find(({ id }) => here.includes(id))
  if (!next || stopping.aborted) return EVERY_MS
  await runOne(next, stopping)
  return 0
}

/** Its file was stored in this folder, and is there no more. Files of other nodes are theirs to miss. */
const isLost = (row: ImportRow) => optionsOf(row).folder === folderName() && !isStored(row.id)

async function runOne(row: ImportRow, stopping: AbortSignal) {
  const dryRun = row.state === 'CHECKING'
  try {
    const bring = isImportFormat(row.format) ? FORMATS[row.format] : undefined
    if (!bring) throw new InterruptedError(`there is no reader for ${row.format}`)
    const caller = await callerOf(row)
    const { project = '', name, columns, lists, timeZone } = optionsOf(row)
    const cancelled = new AbortController()
    const signal = AbortSignal.any([stopping, cancelled.signal])
    const progress = teller(row, () => cancelled.abort(new CancelledError()))
    const destination = { project, name: name ?? undefined, dryRun, progress, signal, columns, lists, timeZone }
    const report = await bring(caller, storedFile(row.id), destination)
    const into = await db().project.findUnique({ where: { key: report.project }, select: { id: true } })
    await settle(row, {
      state: dryRun ? 'CHECKED' : 'DONE',
      report: JSON.stringify(storedReport(report, row.done > 0 && !dryRun)),
      ...{ total: report.lines, done: report.lines, projectId: into?.id ?? null },
    })
    if (!dryRun) dropStored(row.id)
  } catch (error) {
    // The server stops: the row stays as it is, for the next process to go on.
    if (stopping.aborted || error instanceof CancelledError) return
    await settle(row, { state: 'FAILED', error: describe(error, row) })
  }
}

class CancelledError extends Error {
  override name = 'CancelledError'
}

/** In the name of who uploaded it, with the rights that they have by now. */
async function callerOf({ actorId }: ImportRow): Promise<Caller> {
  const actor = await db().actor.findUniqueOrThrow({ where: { id: actorId } })
  if (actor.retiredAt) throw new InterruptedError(`${actor.handle} is retired`)
  const { handle, kind, isAdmin } = actor
  return { ...systemCaller(), actorId, handle, kind, isAdmin, via: kind === 'AGENT' ? 'token' : 'session', scopes: SCOPES }
}

/** Stores now and then how far it is, and notices that it was cancelled. */
function teller(row: ImportRow, cancel: () => void) {
  let told = 0
  return async (done: number, total: number) => {
    const now = performance.now()
    if (now - told < TELL_MS && done < total) return
    told = now
    if (!(await settle(row, { done, total }))) cancel()
  }
}

/** False when it is no longer what it was when the run began: somebody cancelled it. */
async function settle(row: ImportRow, data: Partial<ImportRow>): Promise<boolean> {
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

function describe(error: unknown, { id }: ImportRow): string {
  if (error instanceof DomainError) return `${error.message} ${error.hint}`
  if (error instanceof InterruptedError) return error.message
  log.error({ err: error, import: id }, 'an import failed')
  return `Something went wrong on the server. What was stored stays; apply it again to go on. The log has the reason under ${id}.`
}

/** Files of imports that are over, that were never recorded, or that nobody has touched for a week. */
async function sweep(here: readonly string[], rows: readonly ImportRow[]) {
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
