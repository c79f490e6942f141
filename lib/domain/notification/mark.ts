import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { chunks } from '#lib/chunks.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { inboxTopic } from '#lib/pubsub.ts'
import { write } from '#lib/write.ts'
import { requireScope } from '../access.ts'
import { idempotencyKey, parse } from '../input.ts'
import { inStates } from './queries.ts'

const MOST = 1_000
const ANSWERED = 10_000

const state = z.enum(['UNREAD', 'READ', 'DONE', 'SNOOZED'])

const input = z
  .object({
    seqs: z
      .array(
        z
          .number()
          .int()
          .positive()
          .max(2 ** 31 - 1),
      )
      .max(MOST)
      .nullish(),
    /** Everything that is not done, or what is in one of the states `from`. */
    all: z.boolean().nullish(),
    from: z.array(state).max(4).nullish(),
    state,
    snoozedUntil: z.date().nullish(),
    idempotencyKey,
  })
  .refine(({ seqs, all }) => Boolean(seqs?.length) !== Boolean(all), { path: ['seqs'], message: 'give either the numbers or all' })
  .refine(({ all, from }) => Boolean(all) || !from?.length, { path: ['from'], message: 'goes with all' })
  .refine(({ state, snoozedUntil }) => (state === 'SNOOZED') === Boolean(snoozedUntil), {
    path: ['snoozedUntil'],
    message: 'is required with SNOOZED and not allowed without it',
  })

/** Marks the caller's own notifications. Answers the numbers of those that were there, up to 10,000. A mark makes no event. */
export async function markNotifications(caller: Caller, given: z.input<typeof input>) {
  const { seqs, all, from, state, snoozedUntil, idempotencyKey: key } = parse(input, given)
  requireScope(caller, 'WORK')
  return write(caller, { name: 'markNotifications', input: given, idempotencyKey: key, gate: [] }, async ({ tx, now, wakes }) => {
    if (snoozedUntil && snoozedUntil <= now) throw new InvalidInputError([{ field: 'snoozedUntil', message: 'must lie ahead' }])
    const own = { recipientId: caller.actorId }
    const some = from?.length ? inStates(from, now) : { state: { not: 'DONE' as const } }
    const where = { ...own, ...(all ? some : { seq: { in: seqs ?? [] } }) }
    const found = await tx.notification.findMany({ where, select: { seq: true }, orderBy: { seq: 'desc' } })
    for (const part of chunks(found))
      await tx.notification.updateMany({
        where: { ...own, seq: { in: part.map((row) => row.seq) } },
        data: { state, snoozedUntil: snoozedUntil ?? null, updatedAt: now },
      })
    wakes(inboxTopic(caller.actorId))
    return { seqs: found.slice(0, ANSWERED).map((row) => row.seq) }
  })
}
