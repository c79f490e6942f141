import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '#lib/auth/caller.ts'
import { factsOf } from '#lib/auth/callers.ts'
import { callerFromRequest } from '#lib/auth/from-request.ts'
import { ERROR_CODES, UnauthenticatedError, type ErrorCode } from '#lib/errors.ts'
import { graphiqlPage } from './graphiql.ts'
import type { RateLimit } from './rate-limit.ts'

type Handle = (request: IncomingMessage, response: ServerResponse, context: { caller: Caller }) => unknown

/** Lets nobody in who is unknown or too busy, before anything of the request is read; strangers do not even see the schema. */
export function httpHandler(handle: Handle, rateLimit: RateLimit, { hasPage = false } = {}) {
  return async (request: IncomingMessage, response: ServerResponse) => {
    // What was refused for its size is not read to its end, and another request on the same connection would wait for ever.
    const { socket } = request
    response.once('finish', () => void (request.complete || socket.destroySoon()))
    const headers = headersOf(request)
    const facts = factsOf(headers)
    const caller = await callerFromRequest(headers, facts)
    const waitMs = await rateLimit.waitMs(caller, facts.address)
    response.setHeader('cache-control', 'no-store')
    if (waitMs) return refuse(response, 429, rateLimited(waitMs), { 'retry-after': String(Math.ceil(waitMs / 1000)) })
    const wantsPage = hasPage && request.method === 'GET' && headers.get('accept')?.includes('text/html')
    if (!caller && wantsPage) return response.writeHead(302, { location: '/sign-in?next=%2Fgraphql' }).end()
    if (!caller) return refuse(response, 401, unauthenticated(), { 'www-authenticate': 'Bearer' })
    if (wantsPage) return graphiqlPage(response)
    return handle(request, response, { caller })
  }
}

export interface Refusal {
  message: string
  extensions: { code: ErrorCode; hint: string; retryable: boolean; retryAfterMs?: number }
}

export function unauthenticated(): Refusal {
  const { code, message, hint, retryable } = new UnauthenticatedError()
  return { message, extensions: { code, hint, retryable } }
}

export function rateLimited(retryAfterMs: number): Refusal {
  const code = 'RATE_LIMITED'
  const hint = `Try again in ${retryAfterMs} ms.`
  return { message: 'Too many requests.', extensions: { code, hint, retryable: ERROR_CODES[code].retryable, retryAfterMs } }
}

function refuse(response: ServerResponse, status: number, error: Refusal, headers: Record<string, string>) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify({ errors: [error] }))
}

export function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value))
  return headers
}
