import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { inboxTopic } from '#lib/pubsub.ts'
import { write } from '#lib/write.ts'
import { requireScope } from '../access.ts'
import { chunks } from '../chunks.ts'
import { idempotencyKey, parse } from '../input.ts'

const MOST = 1_000

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
    /** Everything that is not done. */
    all: z.boolean().nullish(),
    state: z.enum(['UNREAD', 'READ', 'DONE', 'SNOOZED']),
    snoozedUntil: z.date().nullish(),
    idempotencyKey,
  })
  .refine(({ seqs, all }) => Boolean(seqs?.length) !== Boolean(all), { path: ['seqs'], message: 'give either the numbers or all' })
  .refine(({ state, snoozedUntil }) => (state === 'SNOOZED') === Boolean(snoozedUntil), {
    path: ['snoozedUntil'],
    message: 'is required with SNOOZED and not allowed without it',
  })

/** Marks the caller's own notifications. Answers the numbers of those that were there, up to 1,000. A mark makes no event. */
export async function markNotifications(caller: Caller, given: z.input<typeof input>) {
  const { seqs, all, state, snoozedUntil, idempotencyKey: key } = parse(input, given)
  requireScope(caller, 'WORK')
  return write(caller, { name: 'markNotifications', input: given, idempotencyKey: key, gate: [] }, async ({ tx, now, wakes }) => {
    if (snoozedUntil && snoozedUntil <= now) throw new InvalidInputError([{ field: 'snoozedUntil', message: 'must lie ahead' }])
    const own = { recipientId: caller.actorId }
    const where = all ? { ...own, state: { not: 'DONE' as const } } : { ...own, seq: { in: seqs ?? [] } }
    const found = await tx.notification.findMany({ where, select: { seq: true }, orderBy: { seq: 'desc' } })
    for (const some of chunks(found))
      await tx.notification.updateMany({
        where: { ...own, seq: { in: some.map((row) => row.seq) } },
        data: { state, snoozedUntil: snoozedUntil ?? null, updatedAt: now },
      })
    wakes(inboxTopic(caller.actorId))
    return { seqs: found.slice(0, MOST).map((row) => row.seq) }
  })
}
