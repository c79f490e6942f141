import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { SCOPES } from '#lib/auth/caller.ts'
import { mayInWorkspace, requireInWorkspace, WORKSPACE_ACTS, type WorkspaceAct } from './policy.ts'

const acts = Object.keys(WORKSPACE_ACTS) as WorkspaceAct[]

it.each(acts)('%s is for admins with its scope, and for nobody else', (act) => {
  const without = SCOPES.filter((scope) => scope !== WORKSPACE_ACTS[act].scope)
  expect(mayInWorkspace(act, { isAdmin: true, scopes: SCOPES })).toBe(true)
  expect(mayInWorkspace(act, { isAdmin: true, scopes: without })).toBe(false)
  expect(mayInWorkspace(act, { isAdmin: false, scopes: SCOPES })).toBe(false)
  expect(() => requireInWorkspace(act, { isAdmin: false, scopes: SCOPES })).toThrow(WORKSPACE_ACTS[act].rule)
  expect(() => requireInWorkspace(act, { isAdmin: true, scopes: without })).toThrow('it needs the token scope')
})

it('the documented table is this one', async () => {
  const page = await readFile(new URL('../../../docs/permissions.md', import.meta.url), 'utf8')
  for (const [act, { scope, rule }] of Object.entries(WORKSPACE_ACTS)) expect(page).toContain(`| ${act} | ${scope} | ${rule} |`)
})
