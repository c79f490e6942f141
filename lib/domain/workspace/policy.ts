import type { Caller, Scope } from '#lib/auth/caller.ts'
import { ForbiddenError } from '#lib/errors.ts'

interface Rule {
  scope: Scope
  /** Completes "You may not do this: …". */
  rule: string
}

/** What concerns the workspace as a whole is for its admins. */
export const WORKSPACE_ACTS = {
  INVITE: { scope: 'MANAGE', rule: 'only a workspace admin invites people and takes invitations back' },
  MANAGE_PEOPLE: {
    scope: 'MANAGE',
    rule: 'only a workspace admin deactivates people, makes them admin and resets their passwords',
  },
  MANAGE_PLUGINS: { scope: 'MANAGE', rule: 'only a workspace admin switches plugins on and off and skips what they fail at' },
  SEE_WORKSPACE: {
    scope: 'READ',
    rule: 'only a workspace admin sees the accounts, the invitations and the state of the installation',
  },
} as const satisfies Record<string, Rule>

export type WorkspaceAct = keyof typeof WORKSPACE_ACTS

export const mayInWorkspace = (act: WorkspaceAct, { isAdmin, scopes }: Pick<Caller, 'isAdmin' | 'scopes'>) =>
  isAdmin && scopes.includes(WORKSPACE_ACTS[act].scope)

/** Throws ForbiddenError with the scope that is missing or the rule that refuses. */
export function requireInWorkspace(act: WorkspaceAct, caller: Pick<Caller, 'isAdmin' | 'scopes'>) {
  const { scope, rule } = WORKSPACE_ACTS[act]
  if (!caller.scopes.includes(scope)) throw new ForbiddenError(`it needs the token scope ${scope}`)
  if (!mayInWorkspace(act, caller)) throw new ForbiddenError(rule)
}
