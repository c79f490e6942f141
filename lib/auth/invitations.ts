import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { db, type Tx } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { NotFoundError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import type { Caller } from './caller.ts'
import { accountFields, createPerson, dropResets, hashPassword, parseAccount, RESET, setPassword } from './accounts.ts'
import { systemCaller, type RequestFacts } from './callers.ts'
import { hashSecret, newInvitationSecret } from './fresh-secret.ts'

const RESET_HOURS = 24
/** How long the link of an invitation is good. */
export const INVITATION_DAYS = 7
const acceptInput = z.object({ secret: z.string().max(200), password: accountFields.password })

/** What a one-time link is for: a new person joins, or one sets a new password. */
export interface Invited {
  purpose: 'JOIN' | 'RESET'
  handle: string
  name: string
  email: string
}

/** The page on which an invitation's or password reset's secret is used. */
export const invitationUrl = (secret: string) => `${env().PUBLIC_URLS[0]}/invite/${encodeURIComponent(secret)}`

/** null: unknown, used or expired, which look the same from outside. */
export async function findInvitation(secret: string): Promise<Invited | null> {
  const found = await find(db(), secret, new Date())
  if (!found) return null
  const { purpose, handle, name, email } = found
  return { purpose, handle, name, email }
}

/** Sets the password of the link's person, once. Answers what to sign in with. */
export async function acceptInvitation(input: unknown, facts: RequestFacts): Promise<{ email: string; password: string }> {
  const { secret, password } = parseAccount(acceptInput, input)
  if (!(await findInvitation(secret))) throw new NotFoundError('invitation', 'secret')
  const passwordHash = await hashPassword(password)
  const { email } = await write(systemCaller(facts), { name: 'acceptInvitation', input: {}, gate: [] }, async (w) => {
    const found = await find(w.tx, secret, w.now)
    if (!found) throw new NotFoundError('invitation', 'secret')
    if (found.purpose === 'JOIN') {
      const { id, handle, name, isAdmin } = found
      await w.tx.invitation.update({ where: { id }, data: { usedAt: w.now } })
      await createPerson(w, { handle, name, email: found.email, isAdmin, passwordHash })
    } else {
      await w.tx.verification.delete({ where: { id: found.id } })
      await w.tx.session.deleteMany({ where: { userId: found.userId } })
      await setPassword(w.tx, found.userId, passwordHash, w.now)
      w.event({ action: 'PASSWORD_RESET', projectId: null, subjectId: found.actorId, actorId: found.actorId })
      w.wakes('auth')
    }
    return { email: found.email }
  })
  return { email, password }
}

/** A one-time secret with which a person sets a new password; an earlier one ends. A replay has none. */
export async function offerPasswordReset(
  caller: Caller,
  person: { id: string; userId: string; handle: string },
  idempotencyKey?: string | null,
): Promise<{ person: string; expiresAt: string; secret: string | null; replayed: boolean }> {
  const { secret, hash } = newInvitationSecret()
  const act = { name: 'resetPassword', input: { person: person.id }, idempotencyKey, gate: [] }
  const outcome = await write(caller, act, async (w) => {
    const expiry = new Date(w.now.getTime() + RESET_HOURS * 3600_000)
    await dropResets(w.tx, person.userId)
    const times = { createdAt: w.now, updatedAt: w.now, expiresAt: expiry }
    await w.tx.verification.create({ data: { id: randomUUID(), identifier: `${RESET}${hash}`, value: person.userId, ...times } })
    w.event({ action: 'PASSWORD_RESET_OFFERED', projectId: null, subjectId: person.id, data: { handle: person.handle } })
    return { person: person.id, expiresAt: expiry.toISOString() }
  })
  return { ...outcome, secret: outcome.replayed ? null : secret }
}

async function find(tx: Tx, secret: string, now: Date) {
  const hash = hashSecret(secret)
  const invitation = await tx.invitation.findUnique({ where: { hash } })
  if (invitation) return invitation.usedAt || invitation.expiresAt <= now ? null : { purpose: 'JOIN' as const, ...invitation }
  const reset = await tx.verification.findFirst({ where: { identifier: `${RESET}${hash}` } })
  if (!reset || reset.expiresAt <= now) return null
  const user = await tx.user.findUnique({ where: { id: reset.value } })
  const actor = await tx.actor.findUnique({ where: { userId: reset.value } })
  if (!user || !actor || actor.retiredAt) return null
  const { handle, name } = actor
  return { purpose: 'RESET' as const, id: reset.id, userId: user.id, actorId: actor.id, email: user.email, handle, name }
}
