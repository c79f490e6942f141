import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { writeOnTask } from '../context/add.ts'
import { onTask } from '../task/act.ts'
import { heldClaim } from './held.ts'
import { renew } from './lease.ts'

const { min, max } = LIMITS.leaseSeconds
const schema = z.object({
  task: ref,
  fence: z.int().nullish(),
  leaseSeconds: z.int().min(min).max(max).nullish(),
  progress: text(LIMITS.context, 1).nullish(),
  idempotencyKey,
})

/** Renews the lease, from now on with another length if one is given. It makes no event of its own; `progress` is a context entry, which does. */
export async function heartbeat(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return onTask(caller, { name: 'heartbeat', input: parsed, right: null }, async (w, subject) => {
    const claim = await heldClaim(w, subject, 'HEARTBEAT', parsed.fence)
    await renew(w, claim, parsed.leaseSeconds ?? claim.leaseSeconds)
    if (parsed.progress) await writeOnTask(w, subject, { kind: 'PROGRESS', body: parsed.progress })
    return { task: claim.taskId, claim: claim.id, fence: claim.fence, expiresAt: claim.expiresAt.toISOString() }
  })
}
