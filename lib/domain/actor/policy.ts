import type { Caller } from '#lib/auth/caller.ts'
import { ForbiddenError } from '#lib/errors.ts'

const RULE = 'only a workspace admin or the person who created the agent manages it and its tokens'

/** Whether the caller changes, retires and gives tokens to this agent. */
export function mayManageActor(caller: Caller, actor: { kind: 'PERSON' | 'AGENT'; ownerId: string | null }) {
  if (actor.kind !== 'AGENT' || !caller.scopes.includes('MANAGE')) return false
  return caller.isAdmin || (caller.kind === 'PERSON' && actor.ownerId === caller.actorId)
}

export function requireManageActor(caller: Caller, actor: { kind: 'PERSON' | 'AGENT'; ownerId: string | null }) {
  if (!caller.scopes.includes('MANAGE')) throw new ForbiddenError('it needs the token scope MANAGE')
  if (!mayManageActor(caller, actor)) throw new ForbiddenError(RULE)
}
