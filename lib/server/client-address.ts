import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { ADDRESS_HEADER, REQUEST_ID_HEADER } from '#lib/auth/callers.ts'
import { env, isLoopback } from '#lib/env.ts'

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip'] as const

/** The client's address: the peer's, or with TRUST_PROXY the one that the nearest proxy has added last. */
export function clientAddress(request: IncomingMessage): string | null {
  const list = request.headers['x-forwarded-for']
  const last = env().TRUST_PROXY
    ? String(list ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : ''
  return last || request.socket.remoteAddress?.replace(/^::ffff:/, '') || null
}

/** Puts our own facts into the headers, where the API, the auth library and pages read them, in the place of what the client sent there. */
export function stampFacts(request: IncomingMessage): string {
  const sent = request.headers[REQUEST_ID_HEADER]
  const isGood = env().TRUST_PROXY && typeof sent === 'string' && /^[\w.:-]{8,100}$/.test(sent)
  const requestId = isGood ? sent : randomUUID()
  request.headers[REQUEST_ID_HEADER] = requestId
  const address = clientAddress(request)
  if (address) request.headers[ADDRESS_HEADER] = address
  else delete request.headers[ADDRESS_HEADER]
  return requestId
}

/** Whether it was sent on this machine and passed on by nobody. */
export function isFromThisMachine(request: IncomingMessage) {
  return isLoopback(request.socket.remoteAddress ?? '') && !FORWARDED.some((name) => name in request.headers)
}
