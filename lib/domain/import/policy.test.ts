import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { SCOPES } from '#lib/auth/caller.ts'
import { IMPORT_ACTS, type ImportAct, mayImport } from './policy.ts'

// Who uploaded it, a stranger, a workspace admin.
const CELLS: Record<ImportAct, string> = { UPLOAD: '+++', SEE: '+-+', CHANGE: '+--' }

for (const [act, cells] of Object.entries(CELLS) as [ImportAct, string][])
  it(`${act} follows the table in every cell`, () => {
    const cell = (actorId: string, isAdmin = false, scopes = SCOPES.filter(() => true)) =>
      mayImport(act, { actorId, isAdmin, scopes }, { actorId: 'me' }) ? '+' : '-'
    expect([cell('me'), cell('you'), cell('you', true)].join('')).toBe(cells)
    expect(
      cell(
        'me',
        true,
        SCOPES.filter((scope) => scope !== IMPORT_ACTS[act].scope),
      ),
    ).toBe('-')
  })

it('the documented table is this', async () => {
  const page = await readFile(new URL('../../../docs/permissions.md', import.meta.url), 'utf8')
  for (const [act, { scope, rule }] of Object.entries(IMPORT_ACTS))
    expect(page).toMatch(new RegExp(`\\| ${act} +\\| ${scope} +\\| ${rule.replaceAll(/[.;]/g, '.')} +\\|`))
})
