import type { Caller } from '#lib/auth/caller.ts'
import { SCOPES } from '#lib/auth/caller.ts'
import { systemCaller } from '#lib/auth/callers.ts'
import { db } from '#lib/db.ts'
import { isImportFormat } from '#lib/domain/import/formats.ts'
import { optionsOf } from '#lib/domain/import/options.ts'
import { DomainError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { FORMATS } from '../formats.ts'
import { InterruptedError } from '../interrupted.ts'
import { settle, type ImportWork } from './settle.ts'
import { dropStored, storedFile } from './store.ts'
import { storedReport } from './stored-report.ts'

const TELL_MS = 300

/** Checks or applies one import, and stores how it went. One that is stopped stays as it is, to be begun again and go on where it was. */
export async function runImport(id: string, stopping: AbortSignal): Promise<void> {
  const row = await db().import.findUnique({ where: { id }, omit: { report: true } })
  if (row?.state !== 'CHECKING' && row?.state !== 'RUNNING') return
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
async function callerOf({ actorId }: ImportWork): Promise<Caller> {
  const actor = await db().actor.findUniqueOrThrow({ where: { id: actorId } })
  if (actor.retiredAt) throw new InterruptedError(`${actor.handle} is retired`)
  const { handle, kind, isAdmin } = actor
  return { ...systemCaller(), actorId, handle, kind, isAdmin, via: kind === 'AGENT' ? 'token' : 'session', scopes: SCOPES }
}

/** Stores now and then how far it is, and notices that it was cancelled. */
function teller(row: ImportWork, cancel: () => void) {
  let told = 0
  return async (done: number, total: number) => {
    const now = performance.now()
    if (now - told < TELL_MS && done < total) return
    told = now
    if (!(await settle(row, { done, total }))) cancel()
  }
}

function describe(error: unknown, { id }: ImportWork): string {
  if (error instanceof DomainError) return `${error.message} ${error.hint}`
  if (error instanceof InterruptedError) return error.message
  log.error({ err: error, import: id }, 'an import failed')
  return `Something went wrong on the server. What was stored stays; apply it again to go on. The log has the reason under ${id}.`
}
