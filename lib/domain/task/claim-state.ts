import type { Write } from '#lib/write.ts'
import { StaleClaimError } from '../claim/errors.ts'
import { hasLapsed } from '../claim/lease.ts'
import type { Subject } from './act.ts'
import type { ClaimRow } from './types.ts'

type Ending = Partial<Pick<ClaimRow, 'note' | 'retryAt'>>

/** Ends a claim, also in the row at hand. Unfinished ends hand the task back to its earlier assignee; the caller writes the status. */
export async function endClaim(w: Write, claim: ClaimRow, outcome: NonNullable<ClaimRow['outcome']>, ending: string | Ending = {}) {
  const { note = '', retryAt = null } = typeof ending === 'string' ? { note: ending } : ending
  const data = { endedAt: w.now, outcome, note, retryAt, endedById: outcome === 'EXPIRED' ? null : enderOf(w, claim.holderId) }
  await w.tx.claim.updateMany({ where: { id: claim.id }, data })
  Object.assign(claim, data)
}

/** Who ends a claim when that is not its holder; commands and the server itself are no actors. */
export const enderOf = ({ caller }: Pick<Write, 'caller'>, holderId: string) =>
  caller.via === 'system' || caller.via === 'command' || caller.actorId === holderId ? null : caller.actorId

/**
 * A fence is good while its claim is open and expiresAt lies ahead. The holder may leave it out only when it is a person;
 * anyone may leave it out when nobody holds the task.
 */
export async function requireFence(w: Write, { task, claim, rights }: Subject, fence: number | null | undefined) {
  if (fence === null || fence === undefined) {
    if (claim && claim.holderId === rights.actorId && rights.kind === 'AGENT')
      throw new StaleClaimError(task.key, null, 'an agent sends the fence of its claim', claim.fence, null)
    if (!claim || claim.holderId !== rights.actorId || !hasLapsed(claim, w.now)) return
    fence = claim.fence
  }
  if (claim && claim.fence === fence && claim.holderId === rights.actorId && !hasLapsed(claim, w.now)) return
  const holder = claim && (await w.tx.actor.findUnique({ where: { id: claim.holderId }, select: { handle: true } }))
  throw new StaleClaimError(
    task.key,
    fence,
    await reasonOf(w, task.id, claim, fence, rights.actorId),
    claim?.fence ?? null,
    holder?.handle ?? null,
  )
}

async function reasonOf(w: Write, taskId: string, claim: ClaimRow | null, fence: number, actorId: string) {
  if (claim?.fence === fence && claim.holderId !== actorId) return 'it is the claim of another actor'
  if (claim?.fence === fence) return `its lease ran out at ${claim.expiresAt.toISOString()}`
  const earlier = await w.tx.claim.findUnique({ where: { taskId_fence: { taskId, fence } } })
  if (!earlier) return 'no claim has it'
  if (earlier.holderId !== actorId) return 'it is the claim of another actor'
  const ender = earlier.endedById && (await w.tx.actor.findUnique({ where: { id: earlier.endedById }, select: { handle: true } }))
  return `its claim ended as ${earlier.outcome ?? 'unknown'}${ender ? ` by ${ender.handle}` : ''}${earlier.note ? ` (${earlier.note})` : ''}`
}
