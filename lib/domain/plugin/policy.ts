import type { Caller } from '#lib/auth/caller.ts'
import { ForbiddenError } from '#lib/errors.ts'
import type { Need } from '#lib/plugins/api.ts'
import type { Role } from '#prisma/.build/sqlite/client/enums.ts'

type Who = Pick<Caller, 'scopes'> & { role: Role | null }

/** Who may run a command of a plugin, by what the command says that it needs. */
export const COMMAND_NEEDS = {
  READ: { scope: 'READ', rule: 'whoever sees the project runs a command that only reads' },
  WORK: { scope: 'WORK', rule: 'only a MEMBER or OWNER of the project runs this command' },
  MANAGE: { scope: 'MANAGE', rule: 'only an OWNER of the project runs this command' },
} as const satisfies Record<Need, { scope: string; rule: string }>

export function mayRunCommand(need: Need, { role, scopes }: Who): boolean {
  if (role === null || !scopes.includes(COMMAND_NEEDS[need].scope)) return false
  switch (need) {
    case 'READ':
      return true
    case 'WORK':
      return role !== 'VIEWER'
    case 'MANAGE':
      return role === 'OWNER'
  }
}

/** Throws ForbiddenError with the scope that is missing or the rule that refuses. */
export function requireRunCommand(need: Need, who: Who) {
  const { scope, rule } = COMMAND_NEEDS[need]
  if (!who.scopes.includes(scope)) throw new ForbiddenError(`it needs the token scope ${scope}`)
  if (!mayRunCommand(need, who)) throw new ForbiddenError(rule)
}
