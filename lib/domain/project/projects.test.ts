import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, events, inbox, member, person, project, task, taskRow, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { addContext } from '../context/add.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { deleteTask } from '../task/delete.ts'
import { startTask } from '../task/start.ts'
import { updateTask } from '../task/update.ts'
import type { ProjectRow } from '../task/types.ts'
import { createProject } from './create.ts'
import { removeMember } from './remove-member.ts'
import { setMember } from './set-member.ts'
import { updateProject } from './update.ts'

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
})

const lastEvent = async (stream: string) => (await events({ stream })).at(-1)
const rolesOf = async (projectId: string) =>
  new Map((await db().member.findMany({ where: { projectId } })).map((row) => [row.actorId, row.role]))

describe('creating a project', () => {
  it('makes the caller its OWNER, and says so in its own stream and the workspace’s', async () => {
    const { project: id } = await createProject(ann, { key: ' shop ', name: ' The shop ', brief: { why: 'sell' } })
    expect(await db().project.findUnique({ where: { id } })).toMatchObject({
      key: 'SHOP',
      name: 'The shop',
      why: 'sell',
      status: 'ACTIVE',
      editing: 'STRICT',
      seq: 1,
    })
    expect(await rolesOf(id)).toEqual(new Map([[ann.actorId, 'OWNER']]))
    expect(await lastEvent('SHOP')).toMatchObject({ seq: 1, action: 'PROJECT_CREATED', actorId: ann.actorId })
    expect(await lastEvent('workspace')).toMatchObject({ action: 'PROJECT_CREATED', subjectId: id })
  })

  it('a key is unique whatever its case, and has its form', async () => {
    await createProject(ann, { key: 'TWICE', name: 'n' })
    await expect(createProject(ann, { key: 'twice', name: 'n' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      field: 'key',
      value: 'TWICE',
    })
    for (const key of ['A', '1AB', 'A-B', 'ABCDEFGHIJK', ''])
      await expect(createProject(ann, { key, name: 'n' })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ field: 'key' }] })
    for (const name of ['', '😀'.repeat(201)])
      await expect(createProject(ann, { key: 'NAMED', name })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ field: 'name' }] })
    await createProject(ann, { key: 'ABCDEFGHIJ', name: '😀'.repeat(200) })
  })

  it('two at once with one key: one wins, the other is refused in words', async () => {
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => createProject(ann, { key: 'RACE', name: 'n' })))
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'ALREADY_EXISTS' })
  })
})

describe('changing a project', () => {
  it('names each changed field, and writes nothing when nothing is different', async () => {
    const { id, key } = await project(ann)
    await updateProject(ann, {
      project: key.toLowerCase(),
      name: 'New',
      editing: 'OPEN',
      brief: { done: 'd' },
      leaseMinutes: 5,
      maxAttempts: 1,
    })
    const changed = await lastEvent(key)
    expect(changed?.changes.map((change) => [change.field, change.new])).toEqual([
      ['name', 'New'],
      ['editing', 'OPEN'],
      ['leaseMinutes', 5],
      ['maxAttempts', 1],
      ['done', 'd'],
    ])
    await updateProject(ann, { project: id, name: 'New', editing: 'OPEN' })
    expect(await lastEvent(key)).toEqual(changed)
    await updateProject(ann, { project: id, brief: null })
    expect(await db().project.findUnique({ where: { id } })).toMatchObject({ done: '', name: 'New', version: 3 })
  })

  it('that another has changed since keeps both changes, or names the field, both values and who', async () => {
    const { id, version } = await project(ann)
    const bob = await member(ann, { id }, 'OWNER')
    await updateProject(ann, { project: id, name: 'One', brief: { why: 'a' } })
    await updateProject(bob, { project: id, name: 'Two' })
    await updateProject(ann, { project: id, leaseMinutes: 7, expectedVersion: version })
    await updateProject(ann, { project: id, name: 'Two', expectedVersion: version })
    const conflict = { code: 'PROJECT_CHANGED', projectId: id, currentVersion: version + 3 }
    await expect(updateProject(ann, { project: id, name: 'Mine', leaseMinutes: 9, expectedVersion: version })).rejects.toMatchObject({
      ...conflict,
      conflicts: [
        { field: 'leaseMinutes', old: 15, new: 7, actorId: ann.actorId },
        { field: 'name', new: 'Two', actorId: bob.actorId },
      ],
    })
    await updateProject(ann, { project: id, brief: { what: 'b' }, expectedVersion: version })
    await expect(updateProject(ann, { project: id, brief: { why: 'b' }, expectedVersion: version })).rejects.toMatchObject({
      code: 'PROJECT_CHANGED',
      conflicts: [{ field: 'why', old: '', new: 'a' }],
    })
    await updateProject(ann, { project: id, name: 'Mine', expectedVersion: version + 4 })
    await expect(updateProject(ann, { project: id, name: 'x', expectedVersion: 99 })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('is for OWNERs; outsiders do not find it; an archived one only opens again', async () => {
    const { id } = await project(ann)
    const someone = await member(ann, { id })
    await expect(updateProject(someone, { project: id, name: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(updateProject(await person(), { project: id, name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'project' })
    await updateProject(ann, { project: id, status: 'ARCHIVED' })
    await expect(updateProject(ann, { project: id, name: 'x' })).rejects.toMatchObject({ code: 'PROJECT_ARCHIVED' })
    await expect(addContext(ann, { project: id, body: 'x' })).rejects.toMatchObject({ code: 'PROJECT_ARCHIVED' })
    await updateProject(ann, { project: id, status: 'ACTIVE', name: 'x' })
    await addContext(someone, { project: id, body: 'x' })
  })
})

describe('members', () => {
  it('are added and change role, with an event each; the same role again writes nothing', async () => {
    const { id, key } = await project(ann)
    const bob = await person()
    await setMember(ann, { project: id, actor: bob.handle.toUpperCase(), role: 'VIEWER' })
    expect(await lastEvent(key)).toMatchObject({
      action: 'MEMBER_ADDED',
      subjectId: bob.actorId,
      changes: [{ field: 'role', old: null, new: 'VIEWER' }],
    })
    await setMember(ann, { project: id, actor: bob.actorId, role: 'OWNER' })
    const changed = await lastEvent(key)
    expect(changed).toMatchObject({ action: 'MEMBER_CHANGED', changes: [{ field: 'role', old: 'VIEWER', new: 'OWNER' }] })
    await setMember(ann, { project: id, actor: bob.actorId, role: 'OWNER' })
    expect(await lastEvent(key)).toEqual(changed)
  })

  it('at least one OWNER stays, also when two leave at once', async () => {
    const { id } = await project(ann)
    await expect(removeMember(ann, { project: id, actor: ann.handle })).rejects.toMatchObject({ code: 'LAST_OWNER' })
    await expect(setMember(ann, { project: id, actor: ann.handle, role: 'MEMBER' })).rejects.toMatchObject({ code: 'LAST_OWNER' })
    const bob = await member(ann, { id }, 'OWNER')
    const left = await Promise.allSettled([
      removeMember(ann, { project: id, actor: ann.handle }),
      removeMember(bob, { project: id, actor: bob.handle }),
    ])
    expect(left.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    expect([...(await rolesOf(id)).values()]).toEqual(['OWNER'])
  })

  it('only an OWNER changes them; unknown and retired actors are refused', async () => {
    const { id } = await project(ann)
    const bob = await member(ann, { id })
    await expect(setMember(bob, { project: id, actor: bob.handle, role: 'OWNER' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(removeMember(bob, { project: id, actor: ann.handle })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(setMember(ann, { project: id, actor: 'nobody-here', role: 'MEMBER' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      what: 'actor',
    })
    await expect(removeMember(ann, { project: id, actor: (await person()).handle })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      what: 'member',
    })
  })

  it('who is removed loses claims and open tasks in the same write, sees nothing any more, and is told nothing', async () => {
    const { id, key } = await project(ann)
    const bot = await agent(ann, { project: { id } })
    const bob = await member(ann, { id })
    const [claimed, assigned, done] = [
      await task(ann, { id }),
      await task(ann, { id }, { assignee: bot.handle }),
      await task(ann, { id }, { assignee: bot.handle }),
    ]
    const { fence } = await claimTask(bot, { task: claimed.id })
    const byBob = await task(bob, { id })
    const started = await task(ann, { id })
    await startTask(bob, { task: started.id })
    await completeTask(ann, { task: done.id })
    const { released } = await removeMember(ann, { project: id, actor: bot.handle })
    expect(released.toSorted()).toEqual([claimed.id, assigned.id].toSorted())
    expect(await taskRow(claimed.id)).toMatchObject({ status: 'PENDING', assigneeId: null })
    expect(await taskRow(assigned.id)).toMatchObject({ status: 'PENDING', assigneeId: null })
    expect(await taskRow(done.id)).toMatchObject({ status: 'COMPLETED', assigneeId: bot.actorId })
    expect(await db().claim.findFirst({ where: { taskId: claimed.id } })).toMatchObject({
      outcome: 'TAKEN_OVER',
      note: expect.stringContaining(bot.handle),
    })
    expect(await lastEvent(key)).toMatchObject({ action: 'MEMBER_REMOVED', subjectId: bot.actorId })
    await expect(completeTask(bot, { task: claimed.id, fence })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await removeMember(ann, { project: id, actor: bob.handle })
    expect(await taskRow(started.id)).toMatchObject({ status: 'PENDING', assigneeId: null })
    const before = await inbox(bob)
    await addContext(ann, { task: byBob.id, body: 'about the task of someone who left' })
    await deleteTask(ann, { task: byBob.id })
    expect(await inbox(bob)).toEqual(before)
    await expectDerivedRight(id)
  })
})

it('a task’s assignee and creator hear of updates on it, and whoever writes does not', async () => {
  const [bob, carl] = [await member(ann, web), await member(ann, web)]
  const { id } = await task(bob, web, { assignee: bob.handle })
  await addContext(carl, { task: id, body: 'a word' })
  await addContext(bob, { task: id, body: 'an answer' })
  await updateTask(ann, { task: id, title: 'changed' })
  expect(await toldOf(bob, id)).toEqual(['UPDATE'])
  expect([await toldOf(carl, id), await toldOf(ann, id)]).toEqual([[], []])
  const entry = (await events({ taskId: id })).find((event) => event.action === 'CONTEXT_ADDED')
  expect(JSON.stringify(entry)).not.toContain('a word')
})

it('a project says where its code is, with an address to clone and never a password', async () => {
  const ann = await person()
  const made = await createProject(ann, { key: 'CODE', name: 'Code', repository: ' https://git.example.org/web.git ' })
  const read = () => db().project.findUniqueOrThrow({ where: { id: made.project } })
  expect((await read()).repository).toBe('https://git.example.org/web.git')
  await updateProject(ann, { project: 'CODE', repository: 'git@git.example.org:web.git' })
  await updateProject(ann, { project: 'CODE', name: 'Code and more' })
  expect((await read()).repository).toBe('git@git.example.org:web.git')
  for (const bad of [
    'not an address',
    'javascript:alert(1)',
    'https://ann:secret@git.example.org/web.git',
    `https://x.org/${'a'.repeat(500)}`,
  ])
    await expect(updateProject(ann, { project: 'CODE', repository: bad })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await updateProject(ann, { project: 'CODE', repository: '' })
  expect((await read()).repository).toBe('')
})
