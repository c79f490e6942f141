import { beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { WORKSPACE_STREAM } from '#lib/events.ts'
import { member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { createAgent } from '../actor/create-agent.ts'
import { updateTask } from '../task/update.ts'
import type { ProjectRow, TaskRow } from '../task/types.ts'
import { eventsByIds, listEvents } from './queries.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
let row: TaskRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann, { key: 'WEB' })
  bob = await member(ann, web)
  row = await task(ann, web)
  await task(bob, web)
  await updateTask(ann, { task: row.id, title: 'changed' })
  await createAgent(ann, { handle: 'bot', name: 'Bot' })
})

it('events come newest first, page by page', async () => {
  const { rows } = await listEvents(ann, { stream: 'WEB' })
  expect(rows.map((event) => event.seq)).toEqual(rows.map((_, i) => rows.length - i))
  const first = await listEvents(ann, { stream: 'WEB', first: 2 })
  const next = await listEvents(ann, { stream: 'WEB', first: 100, after: first.cursors[1] })
  expect([...first.rows, ...next.rows]).toEqual(rows)
  expect([first.hasNextPage, next.hasNextPage]).toEqual([true, false])
})

it('a filter narrows them by actor, action, task and time', async () => {
  const actions = async (filter: Parameters<typeof listEvents>[1]['filter']) =>
    (await listEvents(ann, { stream: 'WEB', filter })).rows.map((event) => event.action)
  expect(await actions({ actor: bob.handle })).toEqual(['TASK_CREATED'])
  expect(await actions({ actor: 'nobody-at-all' })).toEqual([])
  expect(await actions({ task: row.key })).toEqual(['TASK_UPDATED', 'TASK_CREATED'])
  expect(await actions({ task: row.id, actions: ['TASK_UPDATED'] })).toEqual(['TASK_UPDATED'])
  expect(await actions({ createdBefore: new Date(0) })).toEqual([])
  expect((await actions({ createdAfter: new Date(0) })).length).toBeGreaterThan(3)
})

it('strangers read no event of a project, and admins alone those of the workspace', async () => {
  const stranger = await person()
  const admin = await person({ isAdmin: true })
  expect((await listEvents(stranger, { stream: 'WEB' })).rows).toEqual([])
  expect((await listEvents(ann, { stream: WORKSPACE_STREAM })).rows).toEqual([])
  expect((await listEvents(admin, { stream: WORKSPACE_STREAM })).rows.map((event) => event.action)).toContain('AGENT_CREATED')
  const ids = ['WEB_1', `${WORKSPACE_STREAM}_1`, 'WEB_99999', 'nonsense', 'NONE_1']
  expect([...(await eventsByIds(stranger, ids)).keys()]).toEqual([])
  expect([...(await eventsByIds(bob, ids)).keys()]).toEqual(['WEB_1'])
  expect([...(await eventsByIds(admin, ids)).keys()].sort()).toEqual(['WEB_1', `${WORKSPACE_STREAM}_1`])
})

it('the stream of the workspace is narrowed by the same filter', async () => {
  const admin = await person({ isAdmin: true })
  const bot = (await createAgent(admin, { handle: 'narrow', name: 'Narrow' })).agent
  const shown = async (filter: Parameters<typeof listEvents>[1]['filter']) =>
    (await listEvents(admin, { stream: WORKSPACE_STREAM, filter })).rows.map(({ action, subjectId }) => [action, subjectId])
  expect(await shown({ actor: admin.handle })).toEqual([['AGENT_CREATED', bot]])
  expect(await shown({ actor: admin.handle, actions: ['TOKEN_CREATED'] })).toEqual([])
  expect((await shown({ actions: ['AGENT_CREATED'] })).map(([action]) => action)).toEqual(['AGENT_CREATED', 'AGENT_CREATED'])
  expect(await shown({ actor: admin.handle, createdBefore: new Date(0) })).toEqual([])
})
