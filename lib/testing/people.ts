import { createPerson, hashPassword } from '#lib/auth/accounts.ts'
import type { Scope } from '#lib/auth/caller.ts'
import { systemCaller } from '#lib/auth/callers.ts'
import { newTokenSecret } from '#lib/auth/fresh-secret.ts'
import { newId } from '#lib/id.ts'
import { write } from '#lib/write.ts'

export const PASSWORD = 'correct horse battery'
let passwordHash: Promise<string> | undefined

/** A person who can sign in as `<handle>@example.org` with PASSWORD. */
export async function person(handle: string, { isAdmin = false } = {}) {
  passwordHash ??= hashPassword(PASSWORD)
  const fields = { handle, name: handle, email: `${handle}@example.org`, isAdmin, passwordHash: await passwordHash }
  return write(systemCaller(), { name: 'person', input: {}, gate: [] }, (w) => createPerson(w, fields))
}

/** An agent with a token. */
export async function agent(handle: string, token: { scopes?: Scope[]; expiresAt?: Date; projectIds?: string[] } = {}) {
  const { secret, hash, hint } = newTokenSecret()
  const { actorId, tokenId } = await write(systemCaller(), { name: 'agent', input: {}, gate: [] }, async ({ tx, now }) => {
    const made = { actorId: newId('act'), tokenId: newId('tok') }
    await tx.actor.create({ data: { id: made.actorId, kind: 'AGENT', handle, name: handle, createdAt: now, updatedAt: now } })
    const scopes = (token.scopes ?? ['READ', 'WORK']).join(' ')
    const projects = { create: (token.projectIds ?? []).map((projectId) => ({ projectId })) }
    const data = {
      id: made.tokenId,
      actorId: made.actorId,
      name: 'test',
      hash,
      hint,
      scopes,
      expiresAt: token.expiresAt ?? null,
      createdAt: now,
      projects,
    }
    await tx.token.create({ data })
    return made
  })
  return { actorId, tokenId, secret, authorization: `Bearer ${secret}` }
}
