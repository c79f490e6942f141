import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Caller, type Scope, SCOPES } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { caller, events, member, person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { updateProject } from '../project/update.ts'
import { removeMember } from '../project/remove-member.ts'
import type { ProjectRow } from '../task/types.ts'
import { deleteTemplate } from './delete.ts'
import { mayWithTemplate, TEMPLATE_ACTS, type TemplateAct } from './policy.ts'
import { templatesByIds, templatesFor } from './queries.ts'
import { saveTemplate } from './save.ts'
import { updateTemplate } from './update.ts'

let ann: Caller
let bob: Caller
let admin: Caller
let viewer: Caller
let stranger: Caller
let web: ProjectRow
let other: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  admin = await person({ isAdmin: true })
  web = await project(ann)
  bob = await member(ann, web)
  viewer = await member(ann, web, 'VIEWER')
  stranger = await person()
  other = await project(stranger)
})

const SOURCE = 'name: Tea\ndescription: For two\ntasks:\n  - title: Boil the water\n'
const save = async (by: Caller, more: Partial<Parameters<typeof saveTemplate>[1]> = {}) =>
  (await saveTemplate(by, { project: web.key, source: SOURCE, ...more })).template
const row = (id: string) => db().template.findUnique({ where: { id } })
const seenBy = async (who: Caller, id: string) => (await templatesByIds(who, [id])).has(id)

// No member, VIEWER, MEMBER, OWNER with a template of their own; VIEWER, MEMBER and OWNER with another's; an admin, and one with a limited token.
const CELLS: Record<TemplateAct, string> = { SAVE: '--++-++--', CHANGE: '--++--+--', SHARE: '-------+-' }

for (const [act, cells] of Object.entries(CELLS) as [TemplateAct, string][])
  it(`${act} follows the table in every cell`, () => {
    const own = { projectId: 'prj_1', createdById: 'me' }
    const theirs = { projectId: 'prj_1', createdById: 'you' }
    const who = { actorId: 'me', scopes: SCOPES as readonly Scope[], isAdmin: false, projectIds: null, role: null }
    const cell = (more: Partial<Parameters<typeof mayWithTemplate>[1]>, of: Parameters<typeof mayWithTemplate>[2] = own) =>
      mayWithTemplate(act, { ...who, ...more }, of) ? '+' : '-'
    const roles = ['VIEWER', 'MEMBER', 'OWNER'] as const
    expect(
      [cell({}), ...roles.map((role) => cell({ role })), ...roles.map((role) => cell({ role }, theirs))].join('') +
        [cell({ isAdmin: true }), cell({ isAdmin: true, projectIds: ['prj_1'] })].join(''),
    ).toBe(cells)
    const scopes = SCOPES.filter((scope) => scope !== TEMPLATE_ACTS[act].scope)
    expect(cell({ role: 'OWNER', isAdmin: true, scopes })).toBe('-')
    expect(cell({ role: 'OWNER', isAdmin: true }, { projectId: null, createdById: null })).toBe('-')
  })

it('the documented table is this', async () => {
  const page = await readFile(new URL('../../../docs/permissions.md', import.meta.url), 'utf8')
  for (const [act, { scope, rule }] of Object.entries(TEMPLATE_ACTS)) expect(page).toContain(`| ${act} | ${scope} | ${rule} |`)
})

describe('saving', () => {
  it('takes name and description from the text, and is told in the activity', async () => {
    const id = await save(bob)
    expect(await row(id)).toMatchObject({ name: 'Tea', description: 'For two', source: SOURCE, projectId: web.id, version: 1 })
    const last = (await events({ stream: web.key })).at(-1)
    expect(last).toMatchObject({ action: 'TEMPLATE_SAVED', actorId: bob.actorId, subjectId: id, taskId: null })
  })

  it('is refused with the line of each fault, and stores nothing', async () => {
    const before = await db().template.count()
    const refused = save(bob, { source: 'name: Tea\ntasks:\n  - titel: Boil\n' })
    await expect(refused).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [
        { field: 'source.tasks.0.title', message: 'line 3, column 5: must be given' },
        { field: 'source.tasks.0.titel', message: 'line 3, column 5: is no field that there is here' },
      ],
    })
    expect(await db().template.count()).toBe(before)
  })

  it('happens once under one idempotency key', async () => {
    expect(await save(bob, { idempotencyKey: 'tea' })).toBe(await save(bob, { idempotencyKey: 'tea' }))
    await expect(save(bob, { idempotencyKey: 'tea', source: `${SOURCE}# else` })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
  })

  it('is refused in an archived project', async () => {
    const old = await project(ann)
    const id = await save(ann, { project: old.key })
    await updateProject(ann, { project: old.id, status: 'ARCHIVED' })
    await expect(save(ann, { project: old.key })).rejects.toMatchObject({ code: 'PROJECT_ARCHIVED' })
    await expect(updateTemplate(ann, { template: id, source: SOURCE })).rejects.toMatchObject({ code: 'PROJECT_ARCHIVED' })
    await expect(deleteTemplate(ann, { template: id })).rejects.toMatchObject({ code: 'PROJECT_ARCHIVED' })
  })
})

describe('who sees and changes a template', () => {
  it('of a project: its members see it; its author and an OWNER change it, and nobody else', async () => {
    const id = await save(bob)
    const eve = await member(ann, web)
    for (const one of [ann, bob, viewer, eve, admin]) expect(await seenBy(one, id)).toBe(true)
    expect(await seenBy(stranger, id)).toBe(false)
    for (const one of [viewer, eve])
      await expect(updateTemplate(one, { template: id, source: SOURCE })).rejects.toMatchObject({
        code: 'FORBIDDEN',
        rule: TEMPLATE_ACTS.CHANGE.rule,
      })
    await expect(updateTemplate(stranger, { template: id, source: SOURCE })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(deleteTemplate(stranger, { template: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await updateTemplate(ann, { template: id, source: SOURCE.replace('Tea', 'Coffee') })
    expect(await row(id)).toMatchObject({ name: 'Coffee', version: 2, createdById: bob.actorId })
    await deleteTemplate(bob, { template: id })
    expect(await row(id)).toBeNull()
    await expect(save(viewer)).rejects.toMatchObject({ code: 'FORBIDDEN', rule: TEMPLATE_ACTS.SAVE.rule })
  })

  it('for everybody: all see it, only an admin saves, changes and deletes it', async () => {
    await expect(save(ann, { project: null })).rejects.toMatchObject({ code: 'FORBIDDEN', rule: TEMPLATE_ACTS.SHARE.rule })
    const id = await save(admin, { project: null })
    for (const one of [ann, viewer, stranger]) expect(await seenBy(one, id)).toBe(true)
    await expect(updateTemplate(ann, { template: id, source: SOURCE })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(deleteTemplate(ann, { template: id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await templatesFor(web.id)).map((one) => one.id)).toContain(id)
    await deleteTemplate(admin, { template: id })
    expect((await events({ stream: 'workspace' })).filter(({ subjectId }) => subjectId === id).map(({ action }) => action)).toEqual([
      'TEMPLATE_SAVED',
      'TEMPLATE_DELETED',
    ])
  })

  it('a removed member changes theirs no more; a token without PLAN changes none', async () => {
    const eve = await member(ann, web)
    const id = await save(eve)
    const weak = caller(eve, { scopes: ['READ', 'WORK'] })
    await expect(updateTemplate(weak, { template: id, source: SOURCE })).rejects.toMatchObject({ rule: 'it needs the token scope PLAN' })
    await removeMember(ann, { project: web.id, actor: eve.actorId })
    await expect(updateTemplate(eve, { template: id, source: SOURCE })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('one that ships with the product is changed by nobody', async () => {
    for (const act of [
      () => updateTemplate(admin, { template: 'tpl_release', source: SOURCE }),
      () => deleteTemplate(admin, { template: 'tpl_release' }),
    ])
      await expect(act()).rejects.toMatchObject({
        code: 'FORBIDDEN',
        rule: 'a template that ships with the product is copied, not changed',
      })
  })

  it('an admin shares it with everybody and takes it back into a project; a member does not', async () => {
    const id = await save(bob)
    await expect(updateTemplate(bob, { template: id, project: null })).rejects.toMatchObject({ rule: TEMPLATE_ACTS.SHARE.rule })
    await updateTemplate(admin, { template: id, project: null })
    expect(await seenBy(stranger, id)).toBe(true)
    await updateTemplate(admin, { template: id, project: other.key })
    expect(await row(id)).toMatchObject({ projectId: other.id, version: 3 })
    expect(await seenBy(bob, id)).toBe(false)
  })

  it('a member moves it into no project of others', async () => {
    const id = await save(bob)
    await expect(updateTemplate(bob, { template: id, project: other.key })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'project' })
  })
})

describe('changing', () => {
  it('what somebody else has changed since is refused, and both texts stay', async () => {
    const id = await save(bob)
    await updateTemplate(ann, { template: id, source: SOURCE.replace('two', 'three'), expectedVersion: 1 })
    await expect(updateTemplate(bob, { template: id, source: SOURCE, expectedVersion: 1 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ field: 'expectedVersion', message: 'was changed by someone else since; it has version 2 now' }],
    })
    expect((await row(id))?.description).toBe('For three')
  })

  it('of two at once with the same version, one is refused', async () => {
    const id = await save(bob)
    const both = await Promise.allSettled([
      updateTemplate(bob, { template: id, source: SOURCE.replace('two', 'three'), expectedVersion: 1 }),
      updateTemplate(ann, { template: id, source: SOURCE.replace('two', 'four'), expectedVersion: 1 }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await row(id))?.version).toBe(2)
  })

  it('a deletion that is repeated answers as the first time', async () => {
    const id = await save(bob)
    const first = await deleteTemplate(bob, { template: id, idempotencyKey: 'gone' })
    expect(await deleteTemplate(bob, { template: id, idempotencyKey: 'gone' })).toEqual({ ...first, replayed: true })
    await expect(deleteTemplate(bob, { template: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
