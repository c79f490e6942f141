import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { NOTIFICATION_REASONS, PAST_MUTE, type NotificationReason } from '#lib/events.ts'
import { write } from '#lib/write.ts'
import { requireScope } from '../access.ts'
import { idempotencyKey, parse } from '../input.ts'

const reason = z
  .enum(Object.keys(NOTIFICATION_REASONS) as [NotificationReason, ...NotificationReason[]])
  .refine((one) => !PAST_MUTE.has(one), { message: 'always reaches you: it speaks to you, or asks a person' })

const schema = z.object({ shortcuts: z.boolean().optional(), mutedReasons: z.array(reason).max(100).optional(), idempotencyKey })

/** Changes what the caller chose for itself: absent stays. It makes no event. */
export async function updatePreference(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, shortcuts, mutedReasons } = parse(schema, input)
  requireScope(caller, 'WORK')
  const given = { shortcuts, mutedReasons }
  return write(caller, { name: 'updatePreference', input: given, idempotencyKey: key, gate: [] }, async ({ tx, now }) => {
    const chosen = {
      ...(shortcuts !== undefined && { shortcuts }),
      ...(mutedReasons && { mutedReasons: [...new Set(mutedReasons)].join(' ') }),
      updatedAt: now,
    }
    const { actorId } = caller
    await tx.preference.upsert({ where: { actorId }, create: { actorId, ...chosen }, update: chosen, select: { actorId: true } })
    return {}
  })
}
