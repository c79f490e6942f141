import { expect, it } from 'vitest'
import { SCOPES } from '#lib/auth/caller.ts'
import { mayInProject, PROJECT_ACTS, projectActs, type ProjectAct, requireMayInProject } from './policy.ts'

// VIEWER, MEMBER, OWNER in an active project, then OWNER in an archived one.
const CELLS: Record<ProjectAct, string> = {
  UPDATE_PROJECT: '--++',
  MANAGE_MEMBERS: '--++',
  ARCHIVE: '--++',
  MANAGE_TAGS: '--+-',
  CREATE_TASK: '-++-',
  CREATE_DEPENDENCY: '-++-',
  ADD_CONTEXT: '-++-',
  TAKE_OVER: '--+-',
  FORCE: '--+-',
  MANAGE_PLUGINS: '--++',
  COORDINATE: '--+-',
  MANAGE_WEBHOOKS: '--++',
}

for (const [act, cells] of Object.entries(CELLS) as [ProjectAct, string][])
  it(`${act} follows the permission table in every cell`, () => {
    const cell = (role: 'VIEWER' | 'MEMBER' | 'OWNER' | null, projectStatus: 'ACTIVE' | 'ARCHIVED' = 'ACTIVE') =>
      mayInProject(act, { role, scopes: SCOPES, projectStatus }) ? '+' : '-'
    expect(cell('VIEWER') + cell('MEMBER') + cell('OWNER') + cell('OWNER', 'ARCHIVED')).toBe(cells)
    expect(cell(null)).toBe('-')
    const scopes = SCOPES.filter((s) => s !== PROJECT_ACTS[act].scope)
    expect(mayInProject(act, { role: 'OWNER', scopes, projectStatus: 'ACTIVE' })).toBe(false)
  })

it('a refusal names the missing scope, else the rule', () => {
  expect(() => requireMayInProject('CREATE_TASK', { role: 'VIEWER', scopes: ['READ'], projectStatus: 'ACTIVE' })).toThrow('scope PLAN')
  expect(() => requireMayInProject('CREATE_TASK', { role: 'VIEWER', scopes: SCOPES, projectStatus: 'ACTIVE' })).toThrow('only a MEMBER')
  expect(projectActs({ role: 'VIEWER', scopes: SCOPES, projectStatus: 'ACTIVE' })).toEqual([])
})
