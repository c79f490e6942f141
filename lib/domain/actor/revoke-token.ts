import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import { AUTH_TOPIC } from '#lib/pubsub.ts'
import { write } from '#lib/write.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { requireManageActor } from './policy.ts'

const schema = z.object({ token: ref, idempotencyKey })

/** Ends a token at once; open streams of it are closed. Revoking twice is no error. */
export async function revokeToken(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const found = await db().token.findUnique({ where: { id: parsed.token }, include: { actor: true } })
  if (!found) throw new NotFoundError('token', parsed.token)
  requireManageActor(caller, found.actor)
  return write(caller, { name: 'revokeToken', input: { token: found.id }, idempotencyKey: parsed.idempotencyKey, gate: [] }, async (w) => {
    const { count } = await w.tx.token.updateMany({ where: { id: found.id, revokedAt: null }, data: { revokedAt: w.now } })
    if (count)
      w.event({ action: 'TOKEN_REVOKED', projectId: null, subjectId: found.id, data: { handle: found.actor.handle, name: found.name } })
    w.wakes(AUTH_TOPIC)
    return { token: found.id }
  })
}
