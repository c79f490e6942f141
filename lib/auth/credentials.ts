import { db } from '#lib/db.ts'
import { auth } from './better-auth.ts'
import { SCOPES, type Caller, type Scope } from './caller.ts'
import { hashSecret } from './fresh-secret.ts'

/** What a session or token stands for: a caller without the facts of one request. */
export interface Credential extends Pick<Caller, 'actorId' | 'handle' | 'kind' | 'isAdmin' | 'scopes' | 'projectIds'> {
  via: 'session' | 'token'
  id: string
  expiresAt: Date | null
}

export const tokenBySecret = (secret: string) => readToken({ hash: hashSecret(secret) })

export function credentialById(via: Credential['via'], id: string) {
  return via === 'token' ? readToken({ id }) : readSession(id)
}

/** @param cookie the session cookie as `name=value`; the library checks its signature. */
export async function sessionByCookie(cookie: string) {
  const found = await auth().api.getSession({ headers: new Headers({ cookie }) })
  return found ? readSession(found.session.id) : null
}

async function readToken(where: { hash: string } | { id: string }): Promise<Credential | null> {
  const token = await db().token.findUnique({ where, include: { actor: true, projects: true } })
  if (!token || token.revokedAt || token.actor.retiredAt) return null
  return {
    via: 'token',
    id: token.id,
    expiresAt: token.expiresAt,
    actorId: token.actorId,
    handle: token.actor.handle,
    kind: token.actor.kind,
    isAdmin: token.actor.isAdmin,
    scopes: token.scopes.split(' ').filter(isScope),
    projectIds: token.projects.length ? token.projects.map((row) => row.projectId) : null,
  }
}

async function readSession(id: string): Promise<Credential | null> {
  const session = await db().session.findUnique({ where: { id } })
  const actor = session && (await db().actor.findUnique({ where: { userId: session.userId } }))
  if (!session || !actor || actor.retiredAt) return null
  return {
    via: 'session',
    id,
    expiresAt: session.expiresAt,
    actorId: actor.id,
    handle: actor.handle,
    kind: actor.kind,
    isAdmin: actor.isAdmin,
    scopes: SCOPES,
    projectIds: null,
  }
}

const isScope = (text: string): text is Scope => SCOPES.some((scope) => scope === text)
