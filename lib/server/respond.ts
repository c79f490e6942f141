import type { IncomingMessage, ServerResponse } from 'node:http'
import { DomainError, InvalidInputError, UnavailableError, type ErrorCode } from '#lib/errors.ts'
import { log } from '#lib/log.ts'

/** A refusal of the plain HTTP routes; GraphQL has its own. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
    readonly hint: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
  }
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  INVALID_INPUT: 400,
  ALREADY_EXISTS: 409,
  UNAUTHENTICATED: 401,
  LIMIT_EXCEEDED: 413,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string | string[]> = {}) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers })
  response.end(JSON.stringify(body))
}

/**
 * Answers with the code, message and hint of an expected refusal; anything else is logged and masked.
 * @param shape GraphQL clients look for their errors in a list
 */
export function sendError(response: ServerResponse, error: unknown, shape: 'plain' | 'graphql' = 'plain') {
  if (response.headersSent) return void response.destroy()
  const { status, headers, ...facts } = describe(error)
  const { message, ...extensions } = facts
  sendJson(response, status, shape === 'graphql' ? { errors: [{ message, extensions }] } : facts, headers)
}

function describe(error: unknown) {
  if (error instanceof HttpError) {
    const { status, code, message, hint, headers } = error
    return { status, headers, code, message, hint }
  }
  if (error instanceof DomainError) {
    const { code, message, hint } = error
    const issues = error instanceof InvalidInputError ? { issues: error.issues } : {}
    const headers = error instanceof UnavailableError ? { 'retry-after': String(Math.ceil(error.retryAfterMs / 1000)) } : undefined
    return { status: STATUS[code] ?? 400, headers, code, message, hint, ...issues }
  }
  log.error({ err: error }, 'a request failed')
  const hint = 'Look for the request id in the log of the server.'
  return { status: 500, headers: undefined, code: 'INTERNAL', message: 'Something went wrong on the server.', hint }
}

/** The whole body, at most `limit` bytes. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const refuse = () => {
      // Only paused: ending the request would end the connection before the answer is on its way.
      request.off('data', take).pause()
      reject(new HttpError(413, 'LIMIT_EXCEEDED', `The body is larger than ${limit} bytes.`, 'Send less at once.', { connection: 'close' }))
    }
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) return refuse()
      chunks.push(chunk)
    }
    if (Number(request.headers['content-length'] ?? 0) > limit) return refuse()
    request.on('data', take)
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', reject)
  })
}

export async function readJson(request: IncomingMessage, limit = 16_384): Promise<unknown> {
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/json\b/i.test(type)) {
    throw new HttpError(415, 'BAD_REQUEST', 'The body must be application/json.', 'Send content-type: application/json.')
  }
  const body = await readBody(request, limit)
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new HttpError(400, 'BAD_REQUEST', 'The body is not JSON.', 'Send one JSON object.')
  }
}

export function requireMethod(request: IncomingMessage, ...methods: string[]) {
  if (methods.includes(request.method ?? '')) return
  throw new HttpError(405, 'BAD_REQUEST', `This path takes ${methods.join(' and ')}.`, 'Use one of these methods.', {
    allow: methods.join(', '),
  })
}
