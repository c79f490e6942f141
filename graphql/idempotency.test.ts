import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow, TaskRow } from './refs.ts'
import { act, ask } from './testing.ts'

let ann: Caller
let bot: Caller
let web: ProjectRow
let one: TaskRow
beforeAll(async () => {
  await testDatabase()
  ann = await person({ isAdmin: true })
  web = await project(ann)
  bot = await agent(ann, { project: web })
})
beforeEach(async () => void (one = await task(ann, web)))

describe('a repeated idempotency key', () => {
  it('acts once and answers for the selection at hand', async () => {
    const input = { task: one.id, title: 'Once', idempotencyKey: 'k-1' }
    expect(await act(ann, 'updateTask', input, 'task { title }')).toMatchObject({ task: { title: 'Once' }, replayed: false })
    const again = await act(ann, 'updateTask', input, 'task { version assignee { id } events { nodes { action } } }')
    expect(again).toEqual({
      __typename: 'UpdateTaskSuccess',
      replayed: true,
      task: { version: 2, assignee: null, events: { nodes: [{ action: 'TASK_UPDATED' }, { action: 'TASK_CREATED' }] } },
    })
  })

  it('never shows a secret again', async () => {
    const input = { agent: bot.handle, name: 'once', scopes: ['READ'], idempotencyKey: 'k-2' }
    const first = await act(ann, 'createToken', input, 'secret token { id }')
    const second = await act(ann, 'createToken', input, 'secret token { id }')
    expect(second).toEqual({ ...first, secret: null, replayed: true })
    const person = { email: 'mo@example.org', handle: 'mo', name: 'Mo', idempotencyKey: 'k-3' }
    await act(ann, 'invitePerson', person, 'url')
    expect(await act(ann, 'invitePerson', person, 'url')).toMatchObject({ url: null, replayed: true })
  })

  it('answers null for what was removed since', async () => {
    const input = { task: one.id, path: 'b', idempotencyKey: 'k-4' }
    const { file } = await act(ann, 'addFileReference', input, 'file { id }')
    await act(ann, 'removeFileReference', { file: file.id }, 'task { id }')
    expect(await act(ann, 'addFileReference', input, 'file { id }')).toMatchObject({ file: null, replayed: true })
  })
})

it('several acts in one operation run one after another, and each answers what is true then', async () => {
  const { a, b } = await ask(
    ann,
    `mutation ($task: ID!) {
      a: updateTask(input: { task: $task, title: "A" }) { ... on UpdateTaskSuccess { task { title version } } }
      b: updateTask(input: { task: $task, title: "B" }) { ... on UpdateTaskSuccess { task { title version } } }
    }`,
    { task: one.id },
  )
  expect([a.task, b.task]).toEqual([
    { title: 'A', version: 2 },
    { title: 'B', version: 3 },
  ])
})
