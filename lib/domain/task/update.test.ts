import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, events, member, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { addContext } from '../context/add.ts'
import { assignTask } from './assign.ts'
import { completeTask } from './complete.ts'
import { startTask } from './start.ts'
import { updateTask } from './update.ts'
import type { ProjectRow } from './types.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann, { editing: 'OPEN' })
  bob = await member(ann, web)
})

const tagsOf = async (taskId: string) =>
  (await db().taskTag.findMany({ where: { taskId }, orderBy: { fold: 'asc' } })).map((row) => row.tag)
const lastEvent = async (taskId: string) => (await events({ taskId })).at(-1)

describe('absent and null', () => {
  it('absent leaves a field as it is, null clears it', async () => {
    const full = {
      description: 'd',
      estimatedHours: 2,
      deadline: new Date('2030-01-01T00:00:00Z'),
      impactNotes: 'i',
      brief: { why: 'w', what: 'x', done: 'y' },
    }
    const { id } = await task(ann, web, { ...full, tags: ['a'], requiredCapabilities: ['ts'], criteria: ['c'] })
    await updateTask(ann, { task: id, title: 'New', actualHours: 3, completionSummary: 's' })
    expect(await taskRow(id)).toMatchObject({ title: 'New', description: 'd', estimatedHours: 2, why: 'w', deadline: full.deadline })
    expect(await tagsOf(id)).toEqual(['a'])
    await updateTask(ann, {
      ...{ task: id, description: null, estimatedHours: null, deadline: null, impactNotes: null, brief: null, actualHours: null },
      ...{ completionSummary: null, tags: null, requiredCapabilities: null, criteria: null },
    })
    const cleared = { description: '', impactNotes: '', why: '', what: '', done: '', completionSummary: '' }
    expect(await taskRow(id)).toMatchObject({ title: 'New', ...cleared, estimatedHours: null, actualHours: null, deadline: null })
    const lists = await Promise.all([
      db().taskTag.count({ where: { taskId: id } }),
      db().requiredCapability.count({ where: { taskId: id } }),
      db().criterion.count({ where: { taskId: id } }),
    ])
    expect(lists).toEqual([0, 0, 0])
  })

  it('one part of the brief changes alone', async () => {
    const { id } = await task(ann, web, { brief: { why: 'w', what: 'x', done: 'y' } })
    await updateTask(ann, { task: id, brief: { what: 'z' } })
    expect(await taskRow(id)).toMatchObject({ why: 'w', what: 'z', done: 'y' })
    expect((await lastEvent(id))?.changes).toEqual([{ field: 'what', old: 'x', new: 'z' }])
  })

  it('nothing different writes no event and leaves the version', async () => {
    const { id } = await task(ann, web, { tags: ['a'], requiredCapabilities: ['ts'], criteria: ['c'], priority: 2 })
    const before = await events({ taskId: id })
    const result = await updateTask(ann, {
      task: id,
      title: 'A task',
      tags: ['A'],
      requiredCapabilities: ['TS'],
      priority: 2,
      criteria: [{ text: 'c' }],
    })
    expect(result).toMatchObject({ version: 1 })
    expect(await events({ taskId: id })).toEqual(before)
  })

  it('the event names each field with old and new value, the version, and who', async () => {
    const { id } = await task(ann, web, { tags: ['b'] })
    const deadline = new Date('2031-05-06T07:08:09Z')
    expect(await updateTask(bob, { task: id, title: ' Two ', priority: 3, deadline, tags: ['c', 'b'] })).toMatchObject({ version: 2 })
    expect(await lastEvent(id)).toMatchObject({
      action: 'TASK_UPDATED',
      actorId: bob.actorId,
      requestId: bob.requestId,
      address: '127.0.0.1',
      data: { version: 2 },
      changes: [
        { field: 'title', old: 'A task', new: 'Two' },
        { field: 'priority', old: 'MEDIUM', new: 'CRITICAL' },
        { field: 'deadline', old: null, new: deadline.toISOString() },
        { field: 'tags', old: ['b'], new: ['b', 'c'] },
      ],
    })
  })
})

describe('tags', () => {
  it('compare without case, are kept once, and in the spelling first used in the project', async () => {
    const own = await project(ann)
    const first = await task(ann, own, { tags: [' Übung ', 'API', 'api'] })
    expect(await tagsOf(first.id)).toEqual(['API', 'Übung'])
    const second = await task(ann, own, { tags: ['üBUNG', 'new'] })
    expect(await tagsOf(second.id)).toEqual(['new', 'Übung'])
    await updateTask(ann, { task: second.id, tags: ['aPi', 'NEW'] })
    expect(await tagsOf(second.id)).toEqual(['API', 'new'])
  })

  it('another project has spellings of its own', async () => {
    const other = await project(ann)
    expect(await tagsOf((await task(ann, other, { tags: ['api'] })).id)).toEqual(['api'])
  })

  it('composed and decomposed letters are one tag', async () => {
    const own = await project(ann)
    expect(await tagsOf((await task(ann, own, { tags: ['caf\u00e9', 'cafe\u0301'] })).id)).toEqual(['caf\u00e9'])
  })
})

describe('criteria', () => {
  it('the list given is the list kept: entries with an id change, others are new, missing ones go', async () => {
    const { id } = await task(ann, web, { criteria: ['one', 'two', 'three'] })
    const [one, two] = await db().criterion.findMany({ where: { taskId: id }, orderBy: { position: 'asc' } })
    await updateTask(ann, {
      task: id,
      criteria: [{ id: two?.id, text: 'two', state: 'MET', evidence: 'seen' }, { text: 'four' }, { id: one?.id, text: 'one' }],
    })
    const rows = await db().criterion.findMany({ where: { taskId: id }, orderBy: { position: 'asc' } })
    expect(rows.map(({ text, state, evidence }) => [text, state, evidence])).toEqual([
      ['two', 'MET', 'seen'],
      ['four', 'UNKNOWN', ''],
      ['one', 'UNKNOWN', ''],
    ])
    expect([rows[0]?.id, rows[2]?.id]).toEqual([two?.id, one?.id])
    await updateTask(ann, { task: id, criteria: [{ id: two?.id, text: 'two' }] })
    expect(await db().criterion.findMany({ where: { taskId: id } })).toMatchObject([{ state: 'MET', evidence: 'seen' }])
  })

  it('a criterion of another task, or one named twice, is refused', async () => {
    const { id } = await task(ann, web, { criteria: ['one'] })
    const other = await task(ann, web, { criteria: ['other'] })
    const [own, theirs] = await Promise.all([id, other.id].map((taskId) => db().criterion.findFirst({ where: { taskId } })))
    const invalid = { code: 'INVALID_INPUT' }
    await expect(updateTask(ann, { task: id, criteria: [{ id: theirs?.id, text: 'x' }] })).rejects.toMatchObject(invalid)
    await expect(
      updateTask(ann, {
        task: id,
        criteria: [
          { id: own?.id, text: 'x' },
          { id: own?.id, text: 'y' },
        ],
      }),
    ).rejects.toMatchObject(invalid)
  })
})

describe('expectedVersion', () => {
  it('applies when what changed since has no field in common', async () => {
    const { id } = await task(ann, web)
    await updateTask(bob, { task: id, title: 'By Bob', tags: ['x'] })
    await updateTask(ann, { task: id, description: 'By Ann', priority: 3, expectedVersion: 1 })
    expect(await taskRow(id)).toMatchObject({ title: 'By Bob', description: 'By Ann', priority: 3, version: 3 })
  })

  it('refuses with field, value then, value now, who and when, when a field is in common; and changes nothing', async () => {
    const { id } = await task(ann, web, { title: 'Then' })
    await updateTask(ann, { task: id, title: 'Between' })
    await updateTask(bob, { task: id, title: 'Now', description: 'd' })
    const refusal = updateTask(ann, { task: id, title: 'Mine', estimatedHours: 1, expectedVersion: 1 })
    await expect(refusal).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      taskId: id,
      currentVersion: 3,
      conflicts: [{ field: 'title', old: 'Then', new: 'Now', actorId: bob.actorId, at: (await taskRow(id)).updatedAt }],
    })
    expect(await taskRow(id)).toMatchObject({ title: 'Now', estimatedHours: null, version: 3 })
    await updateTask(ann, { task: id, title: 'Mine', expectedVersion: 3 })
  })

  it('the same value as now is no conflict', async () => {
    const { id } = await task(ann, web)
    await updateTask(bob, { task: id, title: 'Same' })
    expect(await updateTask(ann, { task: id, title: 'Same', expectedVersion: 1 })).toMatchObject({ version: 2 })
  })

  it('lists conflict as fields do', async () => {
    const { id } = await task(ann, web)
    await updateTask(bob, { task: id, tags: ['x'] })
    await expect(updateTask(ann, { task: id, tags: ['y'], expectedVersion: 1 })).rejects.toMatchObject({
      conflicts: [{ field: 'tags', old: [], new: ['x'], actorId: bob.actorId }],
    })
  })

  it('an assignment conflicts with another one, and completing with a change of status', async () => {
    const { id } = await task(ann, web)
    await assignTask(ann, { task: id, assignee: bob.handle })
    await expect(assignTask(ann, { task: id, assignee: ann.handle, expectedVersion: 1 })).rejects.toMatchObject({
      conflicts: [{ field: 'assignee' }],
    })
    await startTask(bob, { task: id })
    await expect(completeTask(ann, { task: id, expectedVersion: 2 })).rejects.toMatchObject({
      conflicts: [{ field: 'status', old: 'PENDING', new: 'IN_PROGRESS' }],
    })
    await completeTask(ann, { task: id, expectedVersion: 3 })
  })

  it('finds a conflict behind hundreds of events that changed no field', async () => {
    const { id } = await task(ann, web)
    await updateTask(bob, { task: id, title: 'By Bob' })
    // Ten at a time: on a busy machine 250 at once would wait for their turn longer than a write may.
    for (let i = 0; i < 250; i += 10)
      await Promise.all(Array.from({ length: 10 }, (_, k) => addContext(bob, { task: id, body: `update ${i + k}` })))
    await expect(updateTask(ann, { task: id, title: 'By Ann', expectedVersion: 1 })).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
  })

  it('a version that never was is refused', async () => {
    const { id } = await task(ann, web)
    for (const expectedVersion of [0, 2])
      await expect(updateTask(ann, { task: id, title: 'x', expectedVersion })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        issues: [{ field: 'expectedVersion' }],
      })
  })

  it('changes of derived columns do not raise the version', async () => {
    const blocker = await task(ann, web)
    await task(ann, web, { dependsOn: [blocker.id], priority: 3 })
    expect(await taskRow(blocker.id)).toMatchObject({ effectivePriority: 3, openDependents: 1, version: 1 })
  })
})

describe('assigning', () => {
  it('is for members who work: not strangers, viewers or retired agents', async () => {
    const { id } = await task(ann, web)
    const viewer = await member(ann, web, 'VIEWER')
    const stranger = await person()
    const bot = await agent(ann, { project: web })
    const refusal = { code: 'INVALID_INPUT', issues: [{ field: 'assignee' }] }
    for (const assignee of [viewer.handle, stranger.handle, 'nobody-of-this-name'])
      await expect(assignTask(ann, { task: id, assignee })).rejects.toMatchObject(refusal)
    await assignTask(ann, { task: id, assignee: bot.handle.toUpperCase() })
    expect(await taskRow(id)).toMatchObject({ assigneeId: bot.actorId, version: 2 })
    await assignTask(ann, { task: id, assignee: null })
    expect(await taskRow(id)).toMatchObject({ assigneeId: null })
  })

  it('a closed task is not assigned', async () => {
    const { id } = await task(ann, web)
    await completeTask(ann, { task: id })
    await expect(assignTask(ann, { task: id, assignee: bob.handle })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' })
  })
})
