import type { Caller } from '#lib/auth/caller.ts'
import { rolesIn } from '../access.ts'
import { mayInProject } from './policy.ts'

/** Those of the projects in which the caller may do what is possible in an archived one too. */
export async function projectsAllowing(
  act: 'MANAGE_PLUGINS' | 'MANAGE_WEBHOOKS',
  caller: Caller,
  projectIds: readonly string[],
): Promise<Set<string>> {
  const roles = await rolesIn(caller, projectIds)
  const subject = { scopes: caller.scopes, projectStatus: 'ACTIVE' } as const
  return new Set(projectIds.filter((id) => mayInProject(act, { ...subject, role: roles.get(id) ?? null })))
}
