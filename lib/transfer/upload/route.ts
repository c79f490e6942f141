import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Caller } from '#lib/auth/caller.ts'
import { factsOf } from '#lib/auth/callers.ts'
import { callerFromRequest } from '#lib/auth/from-request.ts'
import { IMPORT_FORMATS, isImportFormat, type ImportFormat } from '#lib/domain/import/formats.ts'
import { recordUpload, requireMayUpload } from '#lib/domain/import/upload.ts'
import { env } from '#lib/env.ts'
import { InvalidInputError, UnauthenticatedError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { HttpError, requireMethod, sendJson } from '#lib/server/respond.ts'
import { headersOf } from '#lib/server/web.ts'
import { head, storable } from '#lib/text.ts'
import { guessFormat } from './guess-format.ts'
import { lookAt } from './look.ts'
import { folderName, storedFile } from './store.ts'

/** How many uploads one actor has on their way at once. */
const MOST_OF_ONE = 2
const STALL_MS = 30_000
const running: string[] = []

/** POST /files/import?name=issues.jsonl[&format=beads], the file as the body: answers the id of its import, for checkImport. */
export async function uploadRoute(request: IncomingMessage, response: ServerResponse) {
  requireMethod(request, 'POST')
  // What was refused for its size is not read to its end, and another request on the same connection would wait for ever.
  response.once('finish', () => void (request.complete || request.socket.destroySoon()))
  const headers = headersOf(request)
  const caller = await callerFromRequest(headers, factsOf(headers))
  if (!caller) throw new UnauthenticatedError()
  await requireMayUpload(caller)
  const asked = new URLSearchParams(request.url?.split('?')[1])
  const fileName =
    head(
      storable(asked.get('name') ?? '')
        .replace(/^.*[\\/]/s, '')
        .trim(),
      200,
    ) || 'upload'
  const format = asked.get('format')
  if (format !== null && !isImportFormat(format))
    throw new InvalidInputError([{ field: 'format', message: `must be one of ${Object.keys(IMPORT_FORMATS).join(', ')}` }])
  if (running.filter((actor) => actor === caller.actorId).length >= MOST_OF_ONE)
    throw new HttpError(429, 'RATE_LIMITED', `You upload ${MOST_OF_ONE} files already.`, 'Wait until they have arrived.', {
      'retry-after': '5',
    })
  running.push(caller.actorId)
  try {
    const uploaded = await receive(caller, request, fileName, format)
    sendJson(response, 201, uploaded)
  } finally {
    running.splice(running.indexOf(caller.actorId), 1)
  }
}

async function receive(caller: Caller, request: IncomingMessage, fileName: string, asked: ImportFormat | null) {
  const id = newId('imp')
  const file = storedFile(id)
  const part = `${file}.part`
  try {
    const size = await store(request, part)
    if (size === 0) throw new InvalidInputError([{ field: 'file', message: 'it is empty; send the file as the body of the request' }])
    const format = asked ?? guessFormat(fileName, await startOf(part))
    const seen = await lookAt(part, format)
    await rename(part, file)
    await recordUpload(caller, { id, format, fileName, size, seen, folder: folderName() })
    return { import: id, format, fileName, size }
  } catch (error) {
    await Promise.all([part, file].map((path) => rm(path, { force: true })))
    throw error
  }
}

/** Writes the body to the disk as it comes, never more than the limit, and gives up on a client that sends nothing. */
async function store(request: IncomingMessage, path: string): Promise<number> {
  const most = env().IMPORT_MAX_MB * 1_000_000
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge()
  let size = 0
  const stalled = new AbortController()
  const timer = setTimeout(() => stalled.abort(), STALL_MS)
  const count = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      timer.refresh()
      done(size > most ? tooLarge() : null, chunk)
    },
  })
  try {
    // The request itself stays open for the answer when the file is refused on its way.
    await pipeline(request.iterator({ destroyOnReturn: false }), count, createWriteStream(path, { mode: 0o600, flush: true }), {
      signal: stalled.signal,
    })
    return size
  } catch (error) {
    if (stalled.signal.aborted)
      throw new HttpError(408, 'BAD_REQUEST', 'Nothing more of the file came.', 'Send it again.', { connection: 'close' })
    throw error
  } finally {
    clearTimeout(timer)
  }
}

const tooLarge = () =>
  new HttpError(
    413,
    'LIMIT_EXCEEDED',
    `The file is larger than ${env().IMPORT_MAX_MB} MB.`,
    'Use npm run import on the server, which has no limit, or raise IMPORT_MAX_MB.',
    { connection: 'close' },
  )

async function startOf(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
