import { z } from 'zod'
import { hasNoSignIn } from '#lib/auth/accounts.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { newInvitationSecret } from '#lib/auth/fresh-secret.ts'
import { INVITATION_DAYS } from '#lib/auth/invitations.ts'
import { AlreadyExistsError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, label, parse } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { requireInWorkspace } from '../workspace/policy.ts'
import { handle } from './handle.ts'

const schema = z.object({
  email: z
    .email('must be an e-mail address')
    .max(254)
    .transform((email) => email.toLowerCase()),
  handle,
  name: label(LIMITS.actorName),
  isAdmin: z.boolean().nullish(),
  idempotencyKey,
})
const LIFETIME_MS = INVITATION_DAYS * 24 * 3600_000

/**
 * Invites a person by a one-time link, in the place of an earlier one to the same address. The secret is in
 * this answer and nowhere else; a replay has none. The handle of a person whom a restored project brought along makes the invited one that
 * person: exports hold no addresses, so the handle is what tells who somebody is.
 */
export async function invitePerson(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, ...fields } = parse(schema, input)
  requireInWorkspace('INVITE', caller)
  const { secret, hash } = newInvitationSecret()
  const outcome = await write(caller, { name: 'invitePerson', input: fields, idempotencyKey: key, gate: [] }, async (w) => {
    const there = await w.tx.actor.findUnique({ where: { handle: fields.handle } })
    if (there && !hasNoSignIn(there)) throw new AlreadyExistsError('handle', fields.handle)
    if (await w.tx.user.findUnique({ where: { email: fields.email } })) throw new AlreadyExistsError('email', fields.email)
    await w.tx.invitation.updateMany({ where: { email: fields.email, usedAt: null, expiresAt: { gt: w.now } }, data: { expiresAt: w.now } })
    const id = newId('inv')
    const createdById = caller.via === 'command' || caller.via === 'system' ? null : caller.actorId
    const data = { email: fields.email, handle: fields.handle, name: fields.name, isAdmin: fields.isAdmin ?? false }
    await w.tx.invitation.create({
      data: { id, hash, ...data, expiresAt: new Date(w.now.getTime() + LIFETIME_MS), createdById, createdAt: w.now },
    })
    w.event({ action: 'PERSON_INVITED', projectId: null, subjectId: id, data: { handle: fields.handle } })
    return { invitation: id, becomes: there?.id ?? null }
  })
  return { ...outcome, secret: outcome.replayed ? null : secret }
}
