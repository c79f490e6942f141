import type { Caller } from '#lib/auth/caller.ts'
import { INVITATION_DAYS } from '#lib/auth/invitations.ts'
import { db, type Prisma } from '#lib/db.ts'
import { byId } from '../grouped.ts'
import { mayInWorkspace } from './policy.ts'

export type InvitationRow = Prisma.InvitationGetPayload<object>
export type InvitationState = 'OPEN' | 'USED' | 'REVOKED' | 'EXPIRED'

/** Newest first, at most 200; null to whoever may not see them. */
export async function listInvitations(caller: Caller): Promise<InvitationRow[] | null> {
  if (!mayInWorkspace('SEE_WORKSPACE', caller)) return null
  return db().invitation.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 200 })
}

/** To whoever may see them. */
export async function invitationsByIds(caller: Caller, ids: readonly string[]): Promise<Map<string, InvitationRow>> {
  if (!mayInWorkspace('SEE_WORKSPACE', caller)) return new Map()
  return byId(await db().invitation.findMany({ where: { id: { in: [...ids] } } }))
}

/** One that was taken back ended before its time. */
export function stateOf({ usedAt, expiresAt, createdAt }: InvitationRow, now = new Date()): InvitationState {
  if (usedAt) return 'USED'
  if (expiresAt > now) return 'OPEN'
  return expiresAt.getTime() - createdAt.getTime() < INVITATION_DAYS * 24 * 3600_000 ? 'REVOKED' : 'EXPIRED'
}
