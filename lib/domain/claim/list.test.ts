import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, lapse, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { deleteTask } from '../task/delete.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import type { ProjectRow } from '../task/types.ts'
import { listClaims, type ClaimState } from './list.ts'
import { reap } from './reap.ts'

let ann: Caller
let bot: Caller
let web: ProjectRow
beforeAll(async () => void (await testDatabase()))
beforeEach(async () => {
  ann = await person()
  web = await project(ann)
  bot = await agent(ann, { project: web })
})

const claimed = async () => {
  const { id } = await task(ann, web)
  await claimTask(bot, { task: id })
  return id
}
const tasksIn = async (state: ClaimState, by = ann) => (await listClaims(by, { state })).rows.map((row) => row.taskId)

it('open claims stand in the order in which they began, page by page, until they end', async () => {
  const ids = [await claimed(), await claimed(), await claimed()]
  expect(await tasksIn('OPEN')).toEqual(ids)
  const first = await listClaims(ann, { state: 'OPEN', first: 2 })
  const rest = await listClaims(ann, { state: 'OPEN', first: 2, after: first.cursors[1] })
  expect([first.rows.length, first.hasNextPage, rest.rows.map((row) => row.taskId)]).toEqual([2, true, [ids[2]]])
  await completeTask(bot, { task: ids[0] ?? '', fence: 1 })
  await deleteTask(ann, { task: ids[1] ?? '' })
  expect(await tasksIn('OPEN')).toEqual([ids[2]])
})

it('a lease that ran out is listed until somebody takes the task or it ends', async () => {
  const ids = [await claimed(), await claimed(), await claimed()]
  for (const id of ids) {
    await lapse(id)
    await reap()
  }
  expect(await tasksIn('LAPSED')).toEqual(ids.toReversed())
  expect(await tasksIn('OPEN')).toEqual([])
  await claimTask(bot, { task: ids[0] ?? '' })
  await completeTask(ann, { task: ids[1] ?? '' })
  expect(await tasksIn('LAPSED')).toEqual([ids[2]])
  const first = await listClaims(ann, { state: 'LAPSED', first: 1 })
  expect((await listClaims(ann, { state: 'LAPSED', after: first.cursors[0] })).rows).toEqual([])
})

it('shows claims of seen projects alone', async () => {
  const id = await claimed()
  expect(await tasksIn('OPEN', await person())).toEqual([])
  expect(await tasksIn('OPEN', await person({ isAdmin: true }))).toContain(id)
  expect(await tasksIn('OPEN', await member(ann, web, 'VIEWER'))).toEqual([id])
  expect((await listClaims(await person(), { state: 'OPEN', project: web.key })).rows).toEqual([])
  expect((await listClaims(ann, { state: 'OPEN', project: web.key })).rows).toHaveLength(1)
})
