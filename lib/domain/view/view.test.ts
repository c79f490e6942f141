import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Scope, SCOPES, type Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { newId } from '#lib/id.ts'
import { caller, events, member, person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { LIMITS } from '../limits.ts'
import { removeMember } from '../project/remove-member.ts'
import { updateProject } from '../project/update.ts'
import type { ProjectRow } from '../task/types.ts'
import { deleteView } from './delete.ts'
import { mayWithView, VIEW_ACTS, type ViewAct } from './policy.ts'
import { viewsByIds, viewsOf } from './queries.ts'
import { saveView } from './save.ts'
import { updateView } from './update.ts'

let ann: Caller
let bob: Caller
let viewer: Caller
let stranger: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bob = await member(ann, web)
  viewer = await member(ann, web, 'VIEWER')
  stranger = await person()
})

const save = async (by: Caller, more: Partial<Parameters<typeof saveView>[1]> = {}) =>
  (await saveView(by, { project: web.key, page: 'TASKS', name: 'A view', query: 'status=blocked', ...more })).view
const seenBy = async (who: Caller) => [...(await viewsOf(who, [web.id])).values()].flat().map(({ id }) => id)
const row = (id: string) => db().savedView.findUnique({ where: { id } })

// No member, VIEWER, MEMBER, OWNER with a view of their own; then a VIEWER, MEMBER and OWNER with another's shared one, and an OWNER with another's own.
const CELLS: Record<ViewAct, string> = { SAVE: '-+++----', SHARE: '--++----', CHANGE: '-+++--+-' }

for (const [act, cells] of Object.entries(CELLS) as [ViewAct, string][])
  it(`${act} follows the table in every cell`, () => {
    const own = { ownerId: 'me', isShared: false }
    const theirs = { ownerId: 'you', isShared: true }
    const cell = (role: 'OWNER' | 'MEMBER' | 'VIEWER' | null, view = own, scopes: readonly Scope[] = SCOPES) =>
      mayWithView(act, { actorId: 'me', scopes, role }, view) ? '+' : '-'
    expect(
      [cell(null), cell('VIEWER'), cell('MEMBER'), cell('OWNER')].join('') +
        [cell('VIEWER', theirs), cell('MEMBER', theirs), cell('OWNER', theirs), cell('OWNER', { ...theirs, isShared: false })].join(''),
    ).toBe(cells)
    const scopes = SCOPES.filter((scope) => scope !== VIEW_ACTS[act].scope)
    expect(cell('OWNER', own, scopes)).toBe('-')
  })

it('the documented table is this', async () => {
  const page = await readFile(new URL('../../../docs/permissions.md', import.meta.url), 'utf8')
  for (const [act, { scope, rule }] of Object.entries(VIEW_ACTS)) expect(page).toContain(`| ${act} | ${scope} | ${rule} |`)
})

describe('a saved view', () => {
  it('keeps the search string without its question mark, and a trimmed name', async () => {
    const id = await save(bob, { name: '  Late ', query: '?status=blocked&q=%C3%A9' })
    expect(await row(id)).toMatchObject({ name: 'Late', query: 'status=blocked&q=%C3%A9', page: 'TASKS', isShared: false })
  })

  it.each(['a b', 'x#y', 'q=%E0%A4%A', 'a\nb', 'x'.repeat(LIMITS.viewQuery + 1)])('refuses %j as a search string', async (query) => {
    await expect(save(bob, { query })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ field: 'query' }] })
  })

  it('makes no event and tells nobody', async () => {
    const before = (await events({ stream: web.key })).length
    const id = await save(bob, { isShared: true })
    await updateView(bob, { view: id, name: 'Another' })
    await deleteView(bob, { view: id })
    expect(await events({ stream: web.key })).toHaveLength(before)
    expect(await row(id)).toBeNull()
  })

  it('is saved by a VIEWER, also in an archived project', async () => {
    await updateProject(ann, { project: web.id, status: 'ARCHIVED' })
    const id = await save(viewer)
    await updateProject(ann, { project: web.id, status: 'ACTIVE' })
    expect(await seenBy(viewer)).toContain(id)
  })

  it('is saved once under one idempotency key', async () => {
    expect(await save(bob, { idempotencyKey: 'k' })).toBe(await save(bob, { idempotencyKey: 'k' }))
  })

  it('is refused beyond the most that one may have', async () => {
    const eve = await member(ann, web)
    const data = { projectId: web.id, ownerId: eve.actorId, name: 'n', page: 'TASKS' as const, query: '' }
    const at = { createdAt: new Date(), updatedAt: new Date() }
    await transaction([], (tx) =>
      tx.savedView.createMany({ data: Array.from({ length: LIMITS.viewsPerPerson }, () => ({ ...data, ...at, id: newId('vw') })) }),
    )
    await expect(save(eve)).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ field: 'name' }] })
  })
})

describe('who sees and changes it', () => {
  it('of one that is not shared: its owner, and nobody else', async () => {
    const id = await save(bob)
    expect(await seenBy(bob)).toContain(id)
    for (const other of [ann, viewer, stranger, await person({ isAdmin: true })]) {
      expect(await seenBy(other)).not.toContain(id)
      expect((await viewsByIds(other, [id])).size).toBe(0)
      await expect(updateView(other, { view: id, name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await expect(deleteView(other, { view: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })

  it('of a shared one: all who see the project see it, its owner and an OWNER change it', async () => {
    const id = await save(bob, { isShared: true })
    for (const one of [ann, bob, viewer]) expect(await seenBy(one)).toContain(id)
    await expect(updateView(viewer, { view: id, name: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN', rule: VIEW_ACTS.CHANGE.rule })
    await updateView(ann, { view: id, name: 'Renamed', query: 'q=1' })
    expect(await row(id)).toMatchObject({ name: 'Renamed', query: 'q=1', ownerId: bob.actorId })
    await deleteView(ann, { view: id })
    expect(await row(id)).toBeNull()
  })

  it('a stranger finds neither the project nor the shared view in it', async () => {
    const id = await save(bob, { isShared: true })
    expect((await viewsByIds(stranger, [id])).size).toBe(0)
    await expect(save(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'project' })
    await expect(updateView(stranger, { view: id, name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(deleteView(stranger, { view: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('a VIEWER shares none, whoever was removed changes none', async () => {
    const own = await save(viewer)
    await expect(save(viewer, { isShared: true })).rejects.toMatchObject({ code: 'FORBIDDEN', rule: VIEW_ACTS.SHARE.rule })
    await expect(updateView(viewer, { view: own, isShared: true })).rejects.toMatchObject({ code: 'FORBIDDEN', rule: VIEW_ACTS.SHARE.rule })
    const eve = await member(ann, web)
    const left = await save(eve)
    await removeMember(ann, { project: web.id, actor: eve.actorId })
    await expect(updateView(eve, { view: left, name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await viewsByIds(eve, [left])).size).toBe(0)
  })

  it('an OWNER who takes back the sharing of another leaves it to its owner', async () => {
    const id = await save(bob, { isShared: true })
    await updateView(ann, { view: id, isShared: false })
    expect(await seenBy(ann)).not.toContain(id)
    expect(await seenBy(bob)).toContain(id)
  })

  it('a token without WORK saves nothing', async () => {
    const reader = caller(bob, { scopes: ['READ'] })
    await expect(save(reader)).rejects.toMatchObject({ code: 'FORBIDDEN', rule: 'it needs the token scope WORK' })
  })
})
