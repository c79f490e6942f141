import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { NotFoundError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { stateOf } from './invitations.ts'
import { requireInWorkspace } from './policy.ts'

const schema = z.object({ invitation: ref, idempotencyKey })

/** Takes an open invitation back: its link ends. One that was used or has ended stays as it is. */
export async function revokeInvitation(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, invitation: id } = parse(schema, input)
  requireInWorkspace('INVITE', caller)
  return write(caller, { name: 'revokeInvitation', input: { invitation: id }, idempotencyKey: key, gate: [] }, async (w) => {
    const found = await w.tx.invitation.findUnique({ where: { id } })
    if (!found) throw new NotFoundError('invitation', id)
    if (stateOf(found, w.now) !== 'OPEN') return { invitation: id }
    await w.tx.invitation.update({ where: { id }, data: { expiresAt: w.now } })
    w.event({ action: 'INVITATION_REVOKED', projectId: null, subjectId: id, data: { handle: found.handle } })
    return { invitation: id }
  })
}
