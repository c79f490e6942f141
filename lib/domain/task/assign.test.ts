import { beforeAll, expect, it } from 'vitest'
import { agent, member, person, project, task, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { assignTask } from './assign.ts'

beforeAll(async () => void (await testDatabase()))

it('tells whoever gets a task and whoever loses it, and nobody of their own act', async () => {
  const ann = await person()
  const web = await project(ann)
  const [bob, bot] = [await member(ann, web), await agent(ann, { project: web })]
  const { id } = await task(ann, web)
  await assignTask(ann, { task: id, assignee: bob.handle })
  await assignTask(ann, { task: id, assignee: bot.handle })
  await assignTask(ann, { task: id, assignee: null })
  expect(await toldOf(bob, id)).toEqual(['ASSIGNED', 'UNASSIGNED'])
  expect(await toldOf(bot, id)).toEqual(['ASSIGNED', 'UNASSIGNED'])
  await assignTask(bob, { task: id, assignee: bob.handle })
  await assignTask(bob, { task: id, assignee: null })
  expect(await toldOf(bob, id)).toEqual(['ASSIGNED', 'UNASSIGNED'])
})
