import type { Scope } from '#lib/auth/caller.ts'
import { ForbiddenError } from '#lib/errors.ts'
import type { ProjectStatus, Role } from '#prisma/.build/sqlite/client/enums.ts'

/** `role` is null for whoever is no member; an admin's is OWNER. */
export interface ProjectSubject {
  role: Role | null
  scopes: readonly Scope[]
  projectStatus: ProjectStatus
}

interface Rule {
  scope: Scope
  atLeast: 'OWNER' | 'MEMBER'
  /** Completes "You may not do this: …". */
  rule: string
  /** Allowed in an archived project too, so that it can be opened again and its members kept right. */
  whenArchived?: true
}

export const PROJECT_ACTS = {
  UPDATE_PROJECT: { scope: 'MANAGE', atLeast: 'OWNER', rule: 'only an OWNER changes the project', whenArchived: true },
  MANAGE_MEMBERS: { scope: 'MANAGE', atLeast: 'OWNER', rule: 'only an OWNER changes the members', whenArchived: true },
  ARCHIVE: { scope: 'MANAGE', atLeast: 'OWNER', rule: 'only an OWNER archives the project or opens it again', whenArchived: true },
  MANAGE_TAGS: { scope: 'MANAGE', atLeast: 'OWNER', rule: 'only an OWNER renames, merges or removes a tag everywhere' },
  CREATE_TASK: { scope: 'PLAN', atLeast: 'MEMBER', rule: 'only a MEMBER or OWNER of the project creates tasks' },
  CREATE_DEPENDENCY: { scope: 'PLAN', atLeast: 'MEMBER', rule: 'only a MEMBER or OWNER of the project changes dependencies' },
  ADD_CONTEXT: { scope: 'WORK', atLeast: 'MEMBER', rule: 'only a MEMBER or OWNER of the project comments' },
  TAKE_OVER: { scope: 'MANAGE', atLeast: 'OWNER', rule: 'only an OWNER takes over a claim' },
  FORCE: { scope: 'MANAGE', atLeast: 'OWNER', rule: 'only an OWNER forces' },
  MANAGE_PLUGINS: {
    scope: 'MANAGE',
    atLeast: 'OWNER',
    rule: 'only an OWNER switches plugins on and off in the project and sets them',
    whenArchived: true,
  },
  COORDINATE: { scope: 'MANAGE', atLeast: 'OWNER', rule: 'only an OWNER coordinates' },
  MANAGE_WEBHOOKS: { scope: 'MANAGE', atLeast: 'OWNER', rule: 'only an OWNER sees and changes the webhooks', whenArchived: true },
} as const satisfies Record<string, Rule>

export type ProjectAct = keyof typeof PROJECT_ACTS

export function mayInProject(act: ProjectAct, { role, scopes, projectStatus }: ProjectSubject) {
  const { scope, atLeast, ...rule }: Rule = PROJECT_ACTS[act]
  if (projectStatus === 'ARCHIVED' && !rule.whenArchived) return false
  return scopes.includes(scope) && (role === 'OWNER' || role === atLeast)
}

/** Throws ForbiddenError with the scope that is missing or the rule that refuses. */
export function requireMayInProject(act: ProjectAct, subject: ProjectSubject) {
  const { scope, rule } = PROJECT_ACTS[act]
  if (!subject.scopes.includes(scope)) throw new ForbiddenError(`it needs the token scope ${scope}`)
  if (!mayInProject(act, subject)) throw new ForbiddenError(rule)
}

export function projectActs(subject: ProjectSubject): ProjectAct[] {
  return PROJECT_ACT_NAMES.filter((act) => mayInProject(act, subject))
}

const PROJECT_ACT_NAMES = Object.keys(PROJECT_ACTS) as ProjectAct[]
