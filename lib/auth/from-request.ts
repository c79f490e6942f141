import { requestContext } from '#lib/log.ts'
import { AUTH_TOPIC, subscribe } from '#lib/pubsub.ts'
import { sessionCookieName } from './better-auth.ts'
import type { Caller } from './caller.ts'
import type { RequestFacts } from './callers.ts'
import { CredentialCache } from './credential-cache.ts'
import { credentialById, sessionByCookie, tokenBySecret, type Credential } from './credentials.ts'
import { hashSecret, looksLikeToken } from './fresh-secret.ts'
import { touch } from './presence.ts'

const cache = new CredentialCache<Credential>()
subscribe(AUTH_TOPIC, () => cache.clear())

/**
 * Who sends this request: by its bearer token, else by its session cookie.
 * A request with an `Authorization` header is never judged by its cookie.
 */
export async function callerFromRequest(headers: Headers, facts: RequestFacts): Promise<Caller | null> {
  const authorization = headers.get('authorization')
  if (authorization !== null) {
    const secret = bearer(authorization)
    return secret === null ? null : callerFromToken(secret, facts)
  }
  const cookie = sessionCookie(headers.get('cookie'))
  return cookie === null ? null : enter(await cache.get(hashSecret(cookie), () => sessionByCookie(cookie)), facts)
}

export async function callerFromToken(secret: string, facts: RequestFacts): Promise<Caller | null> {
  if (!looksLikeToken(secret)) return null
  return enter(await cache.get(hashSecret(secret), () => tokenBySecret(secret)), facts)
}

/** Whether a caller of a moment ago would still be let in, with the same rights: asked again by open streams. */
export async function stillValid(caller: Caller): Promise<boolean> {
  const { via, credentialId } = caller
  if (via === 'command' || via === 'system') return true
  if (credentialId === null) return false
  const credential = await cache.get(`${via} ${credentialId}`, () => credentialById(via, credentialId))
  return !hasExpired(credential) && credential?.isAdmin === caller.isAdmin
}

/** The secret of `Bearer <secret>`, or null. */
export function bearer(authorization: string): string | null {
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null
}

function enter(credential: Credential | null, { requestId, address, userAgent }: RequestFacts): Caller | null {
  if (!credential || hasExpired(credential)) return null
  const { via, id, actorId, handle, kind, isAdmin, scopes, projectIds } = credential
  const context = requestContext()
  if (context) context.actorId = actorId
  touch(actorId, { via, id })
  return { actorId, handle, kind, isAdmin, via, credentialId: id, scopes, projectIds, requestId, address, userAgent }
}

function hasExpired(credential: Credential | null) {
  return !credential || (credential.expiresAt !== null && credential.expiresAt.getTime() <= Date.now())
}

function sessionCookie(header: string | null): string | null {
  const start = `${sessionCookieName()}=`
  return header?.split(/; */).find((cookie) => cookie.startsWith(start)) ?? null
}
