import type { Caller } from '#lib/auth/caller.ts'
import { ForbiddenError } from '#lib/errors.ts'

interface Managed {
  kind: 'PERSON' | 'AGENT'
  ownerId: string | null
}

const RULE = 'only a workspace admin or the person who created the agent manages it and its tokens'
const SELF_RULE = 'an agent changes its own type and capabilities; its name and limit are set by the person who created it, or an admin'

/** Whether the caller changes, retires and gives tokens to this agent. */
export function mayManageActor(caller: Caller, actor: Managed) {
  if (actor.kind !== 'AGENT' || !caller.scopes.includes('MANAGE')) return false
  return caller.isAdmin || (caller.kind === 'PERSON' && actor.ownerId === caller.actorId)
}

export function requireManageActor(caller: Caller, actor: Managed) {
  if (!caller.scopes.includes('MANAGE')) throw new ForbiddenError('it needs the token scope MANAGE')
  if (!mayManageActor(caller, actor)) throw new ForbiddenError(RULE)
}

/** Whether it is the agent itself that calls, with a token to work with. Capabilities choose work and give no rights. */
export const isSelf = (caller: Caller, actor: Managed & { id: string }) =>
  actor.kind === 'AGENT' && actor.id === caller.actorId && caller.scopes.includes('WORK')

interface Named {
  name: string
  wipLimit: number | null
}

/**
 * Whoever manages an agent changes all of it; the agent itself says what it is and what it can do. What it repeats unchanged is no
 * change, so that it may send the same again at every start.
 */
export function requireChangeActor(caller: Caller, actor: Managed & Named & { id: string }, fields: { [K in keyof Named]?: unknown }) {
  if (mayManageActor(caller, actor)) return
  if (!isSelf(caller, actor)) return requireManageActor(caller, actor)
  const changes = (field: keyof Named) => fields[field] !== undefined && fields[field] !== actor[field]
  if (changes('name') || changes('wipLimit')) throw new ForbiddenError(SELF_RULE)
}

export function requireCreateAgents(caller: Caller) {
  if (!caller.scopes.includes('MANAGE')) throw new ForbiddenError('it needs the token scope MANAGE')
  if (caller.kind === 'AGENT' && !caller.isAdmin) throw new ForbiddenError('only a person or an admin creates agents')
}
