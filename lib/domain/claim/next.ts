import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { idempotencyKey, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { capabilities } from '../task/fields.ts'
import { locateTask } from '../task/locate.ts'
import { budgetSchema } from '../work/budget.ts'
import { whyNothing } from './nothing-ready.ts'
import type { NothingReady } from './nothing-reasons.ts'
import { fieldsOf } from './next-scope.ts'
import { type Order, type Taken, take } from './next-take.ts'
import { spelledOut, type Wish } from './next-wish.ts'
import { waitForWork } from './waiting.ts'

const { min, max } = LIMITS.leaseSeconds
const filter = z.object({
  tags: z.array(text(200)).max(LIMITS.tagsPerTask).nullish(),
  /** A rank. */
  minPriority: z.int().min(0).max(3).nullish(),
  within: ref.nullish(),
  text: text(500).nullish(),
})
const schema = z.object({
  project: ref.nullish(),
  projects: z.array(ref).max(LIMITS.projectsPerClaim).nullish(),
  filter: filter.nullish(),
  capabilities: capabilities.nullish(),
  leaseSeconds: z.int().min(min).max(max).nullish(),
  wait: z.number().min(0).max(LIMITS.waitSeconds).nullish(),
  /** Of the work package that the answer is read with; refused here, before anything is claimed. */
  budget: budgetSchema,
  resume: z.boolean().nullish(),
  idempotencyKey,
})
type Input = z.output<typeof schema>

/**
 * Picks and claims, in one write, the first task in ready order that fits: those assigned to the caller first, then unassigned ones.
 * With `wait` it answers as soon as something fits, or after so many seconds. With `resume` (left out: yes, unless there is an
 * idempotency key) a caller that holds a task in these projects gets that one back instead, its lease renewed under the same fence.
 * @param ended ends the wait; a DomainError that it gives as its reason is thrown
 */
export async function claimNextTask(caller: Caller, input: z.input<typeof schema>, ended?: AbortSignal): Promise<Taken | NothingReady> {
  const parsed = parse(schema, input)
  const refs = [...(parsed.project ? [parsed.project] : []), ...(parsed.projects ?? [])]
  const order = await orderOf(caller, parsed, refs)
  const attempt = async () => {
    const fields = await fieldsOf(caller, refs)
    return { fields, taken: await take(caller, fields, order) }
  }
  let { fields, taken } = await attempt()
  if (taken) return taken
  if (parsed.wait && fields.length)
    for await (const _ of waitForWork(caller, await spelledOut(order.wish), fields, parsed.wait * 1000, ended)) {
      ;({ fields, taken } = await attempt())
      if (taken) return taken
    }
  return whyNothing(caller, fields, order.wish)
}

async function orderOf(caller: Caller, { filter: wanted, ...input }: Input, refs: readonly string[]): Promise<Order> {
  const within = wanted?.within ? await locateTask(caller, wanted.within) : null
  const wish: Wish = {
    actorId: caller.actorId,
    capabilities: input.capabilities ?? (caller.kind === 'PERSON' ? null : 'REGISTERED'),
    tags: wanted?.tags ?? [],
    minPriority: wanted?.minPriority ?? 0,
    within: within?.id ?? null,
    text: wanted?.text?.trim() || null,
  }
  const { leaseSeconds = null, idempotencyKey: key = null } = input
  const resume = input.resume ?? key === null
  const { actorId: _, ...wished } = wish
  const effect = { projects: refs, ...wished, leaseSeconds, resume }
  return { wish, resume, leaseSeconds, idempotencyKey: key, effect }
}
