import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { SCOPES } from '#lib/auth/caller.ts'
import type { Need } from '#lib/plugins/api.ts'
import { COMMAND_NEEDS, mayRunCommand, requireRunCommand } from './policy.ts'

// A stranger, VIEWER, MEMBER, OWNER.
const CELLS: Record<Need, string> = { READ: '-+++', WORK: '--++', MANAGE: '---+' }

for (const [need, cells] of Object.entries(CELLS) as [Need, string][])
  it(`a command that needs ${need} follows the table in every cell`, () => {
    const roles = [null, 'VIEWER', 'MEMBER', 'OWNER'] as const
    expect(roles.map((role) => (mayRunCommand(need, { role, scopes: SCOPES }) ? '+' : '-')).join('')).toBe(cells)
    const scopes = SCOPES.filter((scope) => scope !== COMMAND_NEEDS[need].scope)
    expect(mayRunCommand(need, { role: 'OWNER', scopes })).toBe(false)
  })

it('a refusal names the missing scope, else the rule', () => {
  expect(() => requireRunCommand('WORK', { role: 'VIEWER', scopes: ['READ'] })).toThrow('scope WORK')
  expect(() => requireRunCommand('MANAGE', { role: 'MEMBER', scopes: SCOPES })).toThrow('only an OWNER')
})

it('the documented table is this', async () => {
  const page = await readFile(new URL('../../../docs/permissions.md', import.meta.url), 'utf8')
  for (const [need, { scope, rule }] of Object.entries(COMMAND_NEEDS)) expect(page).toContain(`| ${need} | ${scope} | ${rule} |`)
})
