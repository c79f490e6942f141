import type { Caller } from '#lib/auth/caller.ts'
import { ForbiddenError } from '#lib/errors.ts'
import type { Role } from '#prisma/.build/sqlite/client/enums.ts'

type Who = Pick<Caller, 'actorId' | 'scopes' | 'isAdmin' | 'projectIds'> & { role: Role | null }
/** `projectId` is null for a template that everybody has, `createdById` for one that ships with the product. */
interface Owned {
  projectId: string | null
  createdById: string | null
}

export const TEMPLATE_ACTS = {
  SAVE: { scope: 'PLAN', rule: 'only a MEMBER or OWNER of the project saves templates in it' },
  CHANGE: { scope: 'PLAN', rule: 'only who saved a template, or an OWNER of its project, changes and deletes it' },
  SHARE: { scope: 'MANAGE', rule: 'only a workspace admin saves, changes and deletes templates that everybody has' },
} as const

export type TemplateAct = keyof typeof TEMPLATE_ACTS

/** The act that saving (a new one) or changing (one that is there) comes to. */
export const actOn = ({ projectId }: Pick<Owned, 'projectId'>, act: 'SAVE' | 'CHANGE'): TemplateAct => (projectId === null ? 'SHARE' : act)

/** `template` is the one in question, or what a new one will be. `role` is that in its project. */
export function mayWithTemplate(act: TemplateAct, { actorId, scopes, isAdmin, projectIds, role }: Who, template: Owned): boolean {
  if (template.createdById === null || !scopes.includes(TEMPLATE_ACTS[act].scope)) return false
  switch (act) {
    case 'SAVE':
      return role === 'OWNER' || role === 'MEMBER'
    case 'CHANGE':
      return role === 'OWNER' || (role === 'MEMBER' && template.createdById === actorId)
    case 'SHARE':
      return isAdmin && projectIds === null
  }
}

/** Throws ForbiddenError with the scope that is missing or the rule that refuses. */
export function requireWithTemplate(act: TemplateAct, who: Who, template: Owned) {
  const { scope, rule } = TEMPLATE_ACTS[act]
  if (template.createdById === null) throw new ForbiddenError('a template that ships with the product is copied, not changed')
  if (!who.scopes.includes(scope)) throw new ForbiddenError(`it needs the token scope ${scope}`)
  if (!mayWithTemplate(act, who, template)) throw new ForbiddenError(rule)
}
