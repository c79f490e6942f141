import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { requireScope } from '../access.ts'
import { idempotencyKey, parse } from '../input.ts'

const schema = z.object({ at: z.date().nullish(), idempotencyKey })

/** Home shows what finished since `at`: absent is now, null as if it had never been looked at. It makes no event. */
export async function markHomeSeen(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, at } = parse(schema, input)
  requireScope(caller, 'WORK')
  return write(caller, { name: 'markHomeSeen', input: { at }, idempotencyKey: key, gate: [] }, async ({ tx, now }) => {
    if (at && at > now) throw new InvalidInputError([{ field: 'at', message: 'must not lie ahead' }])
    const { actorId } = caller
    const seen = { homeSeenAt: at === undefined ? now : at, updatedAt: now }
    await tx.preference.upsert({ where: { actorId }, create: { actorId, ...seen }, update: seen, select: { actorId: true } })
    return {}
  })
}
