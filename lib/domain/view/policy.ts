import type { Caller } from '#lib/auth/caller.ts'
import { ForbiddenError } from '#lib/errors.ts'
import type { Role } from '#prisma/.build/sqlite/client/enums.ts'

type Who = Pick<Caller, 'actorId' | 'scopes'> & { role: Role | null }
interface Owned {
  ownerId: string
  isShared: boolean
}

export const VIEW_ACTS = {
  SAVE: { scope: 'WORK', rule: 'whoever sees the project saves views of their own' },
  SHARE: { scope: 'WORK', rule: 'only a MEMBER or OWNER of the project shares a view of their own' },
  CHANGE: { scope: 'WORK', rule: 'only who saved a view changes and deletes it, and of a shared one an OWNER of the project' },
} as const

export type ViewAct = keyof typeof VIEW_ACTS

/** `view` is the one in question, or what a new one will be. */
export function mayWithView(act: ViewAct, { actorId, scopes, role }: Who, view: Owned): boolean {
  if (role === null || !scopes.includes(VIEW_ACTS[act].scope)) return false
  const isOwn = view.ownerId === actorId
  switch (act) {
    case 'SAVE':
      return isOwn
    case 'SHARE':
      return isOwn && role !== 'VIEWER'
    case 'CHANGE':
      return isOwn || (view.isShared && role === 'OWNER')
  }
}

/** Throws ForbiddenError with the scope that is missing or the rule that refuses. */
export function requireWithView(act: ViewAct, who: Who, view: Owned) {
  const { scope, rule } = VIEW_ACTS[act]
  if (!who.scopes.includes(scope)) throw new ForbiddenError(`it needs the token scope ${scope}`)
  if (!mayWithView(act, who, view)) throw new ForbiddenError(rule)
}
