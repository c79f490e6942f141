import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { events, inbox, member, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { createPlan } from '../plan/create.ts'
import { updateProject } from '../project/update.ts'
import { deleteTask } from '../task/delete.ts'
import type { ProjectRow } from '../task/types.ts'
import { updateTask } from '../task/update.ts'
import { tagCountsOf } from './queries.ts'
import { renameTag } from './rename.ts'

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})
beforeEach(async () => void (web = await project(ann)))

const tagged = (...tags: string[]) => task(ann, web, { tags })
const tagsOf = async (taskId: string) => (await db().taskTag.findMany({ where: { taskId } })).map((row) => row.tag).sort()
const counts = async () => Object.fromEntries(((await tagCountsOf([web.id])).get(web.id) ?? []).map(({ tag, tasks }) => [tag, tasks]))

describe('a tag', () => {
  it('gets another name on every task, with an event and a version each and nobody told', async () => {
    const bob = await member(ann, web)
    const [one, two] = [await task(ann, web, { tags: ['ui', 'bug'], assignee: bob.handle }), await tagged('UI')]
    const before = (await inbox(bob)).length
    expect(await renameTag(ann, { project: web.key, tag: 'Ui', to: 'frontend' })).toMatchObject({ tasks: 2 })
    expect(await tagsOf(one.id)).toEqual(['bug', 'frontend'])
    expect(await tagsOf(two.id)).toEqual(['frontend'])
    expect((await taskRow(one.id)).version).toBe(one.version + 1)
    expect((await events({ taskId: one.id })).at(-1)).toMatchObject({
      action: 'TAG_CHANGED',
      changes: [{ field: 'tags', old: ['bug', 'ui'], new: ['bug', 'frontend'] }],
      data: { key: one.key, version: one.version + 1 },
    })
    expect(await inbox(bob)).toHaveLength(before)
    expect(await counts()).toEqual({ bug: 1, frontend: 2 })
  })

  it('is merged into one that exists, in the spelling that was there first', async () => {
    const [both, one] = [await tagged('Front', 'ui'), await tagged('ui')]
    await renameTag(ann, { project: web.id, tag: 'ui', to: 'FRONT' })
    expect(await tagsOf(both.id)).toEqual(['Front'])
    expect(await tagsOf(one.id)).toEqual(['Front'])
    expect(await counts()).toEqual({ Front: 2 })
  })

  it('changes its spelling alone, and nothing when it is the same', async () => {
    const { id } = await tagged('ui')
    await renameTag(ann, { project: web.id, tag: 'ui', to: 'UI' })
    expect(await tagsOf(id)).toEqual(['UI'])
    const { version } = await taskRow(id)
    expect(await renameTag(ann, { project: web.id, tag: 'ui', to: 'UI' })).toMatchObject({ tasks: 0 })
    expect((await taskRow(id)).version).toBe(version)
  })

  it('is taken off every task, deleted ones too, and off no other project', async () => {
    const [one, gone] = [await tagged('ui', 'bug'), await tagged('ui')]
    const elsewhere = await task(ann, await project(ann), { tags: ['ui'] })
    await deleteTask(ann, { task: gone.id })
    expect(await renameTag(ann, { project: web.id, tag: 'ui', to: null })).toMatchObject({ tasks: 2 })
    expect(await tagsOf(one.id)).toEqual(['bug'])
    expect(await tagsOf(elsewhere.id)).toEqual(['ui'])
  })

  it('that was renamed meanwhile is a conflict for whoever edits the tags', async () => {
    const { id, version } = await tagged('ui')
    await renameTag(ann, { project: web.id, tag: 'ui', to: 'front' })
    await expect(updateTask(ann, { task: id, tags: ['ui', 'bug'], expectedVersion: version })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      conflicts: [{ field: 'tags', old: ['ui'], new: ['front'] }],
    })
    await updateTask(ann, { task: id, title: 'Other', expectedVersion: version })
  })

  it('on 600 tasks changes in one write', async () => {
    const tasks = Array.from({ length: 300 }, () => ({ title: 'One of many', tags: ['many'] }))
    for (let i = 0; i < 2; i++) await createPlan(ann, { project: web.key, tasks })
    expect(await renameTag(ann, { project: web.id, tag: 'many', to: 'lots' })).toMatchObject({ tasks: 600 })
    expect(await counts()).toEqual({ lots: 600 })
  })
})

it('only an OWNER does it, in a project that is not archived, to a tag that is there', async () => {
  await tagged('ui')
  const [bob, stranger] = [await member(ann, web), await person()]
  const input = { project: web.key, tag: 'ui', to: 'x' }
  await expect(renameTag(bob, input)).rejects.toMatchObject({ code: 'FORBIDDEN', rule: expect.stringContaining('OWNER') })
  await expect(renameTag(stranger, input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(renameTag(ann, { ...input, tag: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'tag' })
  await expect(renameTag(ann, { ...input, to: 'x'.repeat(51) })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await updateProject(ann, { project: web.id, status: 'ARCHIVED' })
  await expect(renameTag(ann, input)).rejects.toMatchObject({ code: 'PROJECT_ARCHIVED' })
})
