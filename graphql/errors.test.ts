import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { transaction } from '#lib/db.ts'
import { caller, person, project, task, team } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow, TaskRow } from './refs.ts'
import { schema } from './schema.ts'
import { act, ask } from './testing.ts'
import { refused } from './testing-refused.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let web: ProjectRow
let one: TaskRow
beforeAll(async () => {
  await testDatabase()
  ;({ ann, bob, bot, web } = await team())
})
beforeEach(async () => void (one = await task(ann, web)))

describe('each refusal is a member of the union, with what it is about', () => {
  it('NOT_FOUND names what was looked for, for a stranger as for a key that is not', async () => {
    const stranger = await person()
    for (const [by, ref] of [
      [stranger, one.key],
      [ann, 'NONE-1'],
    ] as const)
      expect(await act(by, 'startTask', { task: ref }, 'task { id }', '... on NotFoundError { what ref }')).toEqual({
        ...refused('NotFoundError', 'NOT_FOUND'),
        what: 'task',
        ref,
      })
  })

  it('FORBIDDEN names the rule', async () => {
    expect(await act(bob, 'cancelTask', { task: one.id }, 'task { id }', '... on ForbiddenError { rule }')).toEqual({
      ...refused('ForbiddenError', 'FORBIDDEN'),
      rule: expect.stringContaining('cancels a task'),
    })
  })

  it('FORBIDDEN names the scope that a token lacks', async () => {
    const reader = caller(bot, { scopes: ['READ'] })
    const { rule } = await act(reader, 'claimTask', { task: one.id }, 'fence', '... on ForbiddenError { rule }')
    expect(rule).toContain('WORK')
  })

  it('INVALID_INPUT names every bad field at once, null where none is allowed among them', async () => {
    const input = { task: one.id, title: ' ', estimatedHours: -1, priority: null }
    expect(await act(ann, 'updateTask', input, 'task { id }', '... on InvalidInputError { issues { field message } }')).toEqual({
      ...refused('InvalidInputError', 'INVALID_INPUT'),
      issues: expect.arrayContaining(['title', 'estimatedHours', 'priority'].map((field) => ({ field, message: expect.any(String) }))),
    })
  })

  it('VERSION_CONFLICT shows field, old, new and who', async () => {
    await act(ann, 'updateTask', { task: one.id, title: 'Mine' }, 'task { id }')
    const fields = '... on VersionConflictError { currentVersion task { title } conflicts { field old new actor { id } } }'
    expect(await act(ann, 'updateTask', { task: one.id, title: 'Yours', expectedVersion: 1 }, 'task { id }', fields)).toEqual({
      ...refused('VersionConflictError', 'VERSION_CONFLICT'),
      currentVersion: 2,
      task: { title: 'Mine' },
      conflicts: [{ field: 'title', old: 'A task', new: 'Mine', actor: { id: ann.actorId } }],
    })
  })

  it('PROJECT_CHANGED carries the project, and shows field, new value and who', async () => {
    const own = await project(ann)
    await act(ann, 'updateProject', { project: own.key, name: 'Mine' }, 'project { id }')
    const fields = '... on ProjectChangedError { currentVersion project { name } conflicts { field new actor { id } } }'
    const input = { project: own.key, name: 'Yours', expectedVersion: 1 }
    expect(await act(ann, 'updateProject', input, 'project { id }', fields)).toEqual({
      ...refused('ProjectChangedError', 'PROJECT_CHANGED'),
      currentVersion: 2,
      project: { name: 'Mine' },
      conflicts: [{ field: 'name', new: 'Mine', actor: { id: ann.actorId } }],
    })
  })

  it('LAST_ADMIN names who it is', async () => {
    const root = await person({ isAdmin: true })
    expect(
      await act(root, 'setAdmin', { person: root.actorId, isAdmin: false }, 'person { email }', '... on LastAdminError { handle }'),
    ).toEqual({
      ...refused('LastAdminError', 'LAST_ADMIN'),
      handle: root.handle,
    })
  })

  it('IDEMPOTENCY_KEY_REUSED names the key', async () => {
    await act(ann, 'updateTask', { task: one.id, title: 'A', idempotencyKey: 'k' }, 'task { id }')
    expect(
      await act(
        ann,
        'updateTask',
        { task: one.id, title: 'B', idempotencyKey: 'k' },
        'task { id }',
        '... on IdempotencyKeyReusedError { key }',
      ),
    ).toEqual({ ...refused('IdempotencyKeyReusedError', 'IDEMPOTENCY_KEY_REUSED'), key: 'k' })
  })

  it('ALREADY_EXISTS names field and value', async () => {
    expect(
      await act(ann, 'createProject', { key: web.key, name: 'X' }, 'project { id }', '... on AlreadyExistsError { field value }'),
    ).toEqual({
      ...refused('AlreadyExistsError', 'ALREADY_EXISTS'),
      field: 'key',
      value: web.key,
    })
  })

  it('LAST_OWNER and PROJECT_ARCHIVED name the project', async () => {
    const own = await project(ann)
    const inside = await task(ann, own)
    const key = { projectKey: own.key }
    const last = { project: own.id, actor: ann.handle }
    const lastOwner = { ...refused('LastOwnerError', 'LAST_OWNER'), ...key }
    expect(await act(ann, 'removeMember', last, 'project { id }', '... on LastOwnerError { projectKey }')).toEqual(lastOwner)
    expect(await act(ann, 'setMember', { ...last, role: 'MEMBER' }, 'project { id }', '... on LastOwnerError { projectKey }')).toEqual(
      lastOwner,
    )
    await act(ann, 'updateProject', { project: own.id, status: 'ARCHIVED' }, 'project { id }')
    const archived = { ...refused('ProjectArchivedError', 'PROJECT_ARCHIVED'), ...key }
    const fields = '... on ProjectArchivedError { projectKey }'
    expect(await act(ann, 'createTask', { project: own.key, title: 'T' }, 'task { id }', fields)).toEqual(archived)
    expect(await act(ann, 'updateTask', { task: inside.id, title: 'T' }, 'task { id }', fields)).toEqual(archived)
    expect(await act(ann, 'updateProject', { project: own.key, name: 'N' }, 'project { id }', fields)).toEqual(archived)
  })
})

it('AMBIGUOUS is what a prefix of several ids is found as, with these tasks', async () => {
  const twins = [1, 2].map((n) => ({ ...one, id: `abcd000${n}`, key: `${web.key}-900${n}`, number: 9000 + n }))
  await transaction([web.id], (tx) => tx.task.createMany({ data: twins }))
  const look = (by: Caller, ref: string) =>
    ask(by, `{ task(ref: "${ref}") { __typename ... on Task { key } ... on AmbiguousError { code ref candidates { id } } } }`)
  expect((await look(ann, 'ABCD')).task).toEqual({
    __typename: 'AmbiguousError',
    code: 'AMBIGUOUS',
    ref: 'ABCD',
    candidates: [{ id: 'abcd0001' }, { id: 'abcd0002' }],
  })
  expect((await look(ann, 'abcd0002')).task).toEqual({ __typename: 'Task', key: `${web.key}-9002` })
  expect((await look(await person(), 'abcd')).task).toBeNull()
})

/** Answers that are neither: nothing was done, and nothing is wrong. */
const OTHER_ANSWERS = new Set(['NothingReady'])

it('every union of a mutation has the five common refusals, and every member but its good answers is an Error', () => {
  const common = ['NotFoundError', 'ForbiddenError', 'InvalidInputError', 'VersionConflictError', 'IdempotencyKeyReusedError']
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const printed = schema.getType(field.type.toString().replace('!', ''))
    if (!printed || !('getTypes' in printed)) throw new Error(field.name)
    const isGood = (name: string) => name.endsWith('Success') || OTHER_ANSWERS.has(name)
    const good = printed.getTypes().filter(({ name }) => isGood(name))
    const errors = printed.getTypes().filter(({ name }) => !isGood(name))
    expect(good).toHaveLength(field.name === 'claimNextTask' ? 2 : 1)
    expect(errors.map((type) => type.name)).toEqual(expect.arrayContaining(common))
    expect(errors.every((type) => type.getInterfaces().some(({ name }) => name === 'Error'))).toBe(true)
  }
})
