import type { IncomingMessage, ServerResponse } from 'node:http'
import { auth } from '#lib/auth/better-auth.ts'
import { factsOf } from '#lib/auth/callers.ts'
import { callerFromRequest } from '#lib/auth/from-request.ts'
import { recordSessionEnd, signIn } from '#lib/auth/sign-in.ts'
import { HttpError, readBody, requireMethod, sendJson } from './respond.ts'
import { asWebRequest, sendWebResponse } from './web.ts'

export const AUTH_PATH = '/api/auth'
const BODY_LIMIT = 16_384

/** What of the library is open. Names and e-mails belong to the actor, and accounts begin with the set-up or an invitation. */
const PATHS = {
  '/sign-in/email': 'POST',
  '/sign-out': 'POST',
  '/get-session': 'GET',
  '/list-sessions': 'GET',
  '/revoke-session': 'POST',
  '/revoke-sessions': 'POST',
  '/revoke-other-sessions': 'POST',
  '/change-password': 'POST',
} as const

const ENDS = {
  '/sign-out': 'SIGNED_OUT',
  '/revoke-session': 'SESSION_REVOKED',
  '/revoke-sessions': 'SESSION_REVOKED',
  '/revoke-other-sessions': 'SESSION_REVOKED',
  '/change-password': 'PASSWORD_RESET',
} as const

export async function authRoute(request: IncomingMessage, response: ServerResponse, path: string) {
  const name = path.slice(AUTH_PATH.length)
  if (!isOneOf(PATHS, name))
    throw new HttpError(404, 'NOT_FOUND', 'There is no such path.', `These exist: ${Object.keys(PATHS).join(', ')}.`)
  requireMethod(request, PATHS[name])
  const body = PATHS[name] === 'POST' ? await readBody(request, BODY_LIMIT) : undefined
  const forwarded = asWebRequest(request, path, body)
  const facts = factsOf(forwarded.headers)
  if (name === '/sign-in/email') {
    const result = await signIn(forwarded, emailIn(body), facts)
    return 'response' in result ? sendWebResponse(response, result.response) : sendTooMany(response, result.retryAfterSeconds)
  }
  // Asked before, because afterwards the session is gone.
  const caller = isOneOf(ENDS, name) ? await callerFromRequest(forwarded.headers, facts) : null
  const answer = await auth().handler(forwarded)
  if (caller && answer.ok && isOneOf(ENDS, name)) await recordSessionEnd(ENDS[name], caller)
  return sendWebResponse(response, answer)
}

/** Signs in with a password that was set this very moment, and answers with the cookie. */
export async function answerSignedIn(request: IncomingMessage, response: ServerResponse, who: { email: string; password: string }) {
  const body = Buffer.from(JSON.stringify({ email: who.email, password: who.password }))
  const forwarded = asWebRequest(request, `${AUTH_PATH}/sign-in/email`, body)
  const result = await signIn(forwarded, who.email, factsOf(forwarded.headers))
  if (!('response' in result) || !result.response.ok) throw new Error('a fresh password was refused')
  sendJson(response, 200, { signedIn: true }, { 'set-cookie': result.response.headers.getSetCookie() })
}

export function sendTooMany(response: ServerResponse, seconds: number) {
  const refusal = {
    code: 'RATE_LIMITED',
    message: 'Too many failed attempts.',
    hint: `Try again in ${seconds} s.`,
    retryAfterMs: seconds * 1000,
  }
  sendJson(response, 429, refusal, { 'retry-after': String(seconds) })
}

function emailIn(body: Buffer | undefined): string {
  try {
    const input: unknown = JSON.parse(body?.toString('utf8') ?? '')
    return input !== null && typeof input === 'object' && 'email' in input && typeof input.email === 'string'
      ? input.email.slice(0, 300)
      : ''
  } catch {
    return ''
  }
}

const isOneOf = <T extends object>(table: T, name: PropertyKey): name is keyof T => Object.hasOwn(table, name)
