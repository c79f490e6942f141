import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { offerPasswordReset } from '#lib/auth/invitations.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { findPerson } from './locate.ts'
import { requireInWorkspace } from './policy.ts'

const schema = z.object({ person: ref, idempotencyKey })

/** A one-time link with which a person sets a new password. The secret is in this answer and nowhere else; a replay has none. */
export async function resetPassword(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, person: who } = parse(schema, input)
  requireInWorkspace('MANAGE_PEOPLE', caller)
  const { id, userId, handle, retiredAt } = await findPerson(who)
  if (retiredAt) throw new InvalidInputError([{ field: 'person', message: `"${handle}" is deactivated` }])
  if (!userId) throw new InvalidInputError([{ field: 'person', message: `"${handle}" has no account here: invite them` }])
  return offerPasswordReset(caller, { id, userId, handle }, key)
}
