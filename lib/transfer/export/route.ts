import type { IncomingMessage, ServerResponse } from 'node:http'
import { factsOf } from '#lib/auth/callers.ts'
import { callerFromRequest, stillValid } from '#lib/auth/from-request.ts'
import { InvalidInputError, UnauthenticatedError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { HttpError, requireMethod } from '#lib/server/respond.ts'
import { headersOf } from '#lib/server/web.ts'
import { FILE_TYPES } from './formats.ts'
import type { ExportJob } from './job.ts'
import { planExport } from './plan-export.ts'
import { runExport } from './run-export.ts'

/** How many exports run at once, in all and of one actor; each holds a thread and a connection. */
const MOST = 4
const MOST_OF_ONE = 2
const CHECK_MS = 60_000
const running: string[] = []

/** How long a client may take nothing before it is given up. */
export const PATIENCE = { stallMs: 60_000 }

/** How many exports run in this process. */
export const exportsRunning = () => running.length

/** GET /files/export?project=KEY&format=csv&filter={…}: the file. HEAD says whether there would be one. */
export async function exportRoute(request: IncomingMessage, response: ServerResponse) {
  requireMethod(request, 'GET', 'HEAD')
  const headers = headersOf(request)
  const caller = await callerFromRequest(headers, factsOf(headers))
  if (!caller) throw new UnauthenticatedError()
  const asked = new URLSearchParams(request.url?.split('?')[1])
  const job = await planExport(caller, {
    format: asked.get('format') ?? 'json',
    project: asked.get('project'),
    filter: readFilter(asked.get('filter')),
  })
  if (running.length >= MOST || running.filter((actor) => actor === caller.actorId).length >= MOST_OF_ONE) throw busy()
  response.writeHead(200, {
    'content-type': FILE_TYPES[job.format].type,
    'content-disposition': `attachment; filename="${fileName(job)}"`,
    'cache-control': 'no-store',
  })
  if (request.method === 'HEAD') return void response.end()
  // The client sees at once that a file comes; its first part may take a second.
  response.flushHeaders()
  running.push(caller.actorId)
  try {
    await send(job, response, () => stillValid(caller))
  } finally {
    running.splice(running.indexOf(caller.actorId), 1)
  }
}

async function send(job: ExportJob, response: ServerResponse, isWelcome: () => Promise<boolean>) {
  const gone = new AbortController()
  const leave = () => gone.abort(new Error('The client of an export has gone.'))
  response.once('close', leave)
  const check = setInterval(() => void isWelcome().then((still) => still || leave(), leave), CHECK_MS)
  try {
    await runExport(job, (bytes) => write(response, bytes, gone.signal), gone.signal)
    response.off('close', leave)
    response.end()
  } catch (error) {
    if (!gone.signal.aborted) log.error({ err: error }, 'an export failed')
    // The file must not look complete.
    response.destroy()
  } finally {
    clearInterval(check)
    response.off('close', leave)
  }
}

/** Waits until the system has taken all of it: the bytes are used again afterwards. */
async function write(response: ServerResponse, bytes: Uint8Array, signal: AbortSignal) {
  let stop = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop)
      timer = setTimeout(() => reject(new Error('The client of an export takes nothing.')), PATIENCE.stallMs)
      response.write(bytes, (error) => (error ? reject(error) : resolve()))
    })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

function readFilter(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidInputError([{ field: 'filter', message: 'must be JSON, such as {"open":true}' }])
  }
}

function fileName({ format, projects: [first, ...others], at }: ExportJob) {
  const name = first && others.length === 0 ? first.key : 'task-orchestrator'
  return `${name}-${at.toISOString().slice(0, 10)}.${FILE_TYPES[format].extension}`
}

const busy = () =>
  new HttpError(503, 'UNAVAILABLE', 'Too many exports are running.', 'Wait until one of them is done.', { 'retry-after': '5' })
