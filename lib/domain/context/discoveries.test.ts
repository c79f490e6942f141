import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, inbox, member, person, project, task, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { addDependency } from '../dependency/add.ts'
import { addFileReference } from '../file/add.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import type { ProjectRow, TaskRow } from '../task/types.ts'
import { watchTask } from '../watch/watch.ts'
import { addContext } from './add.ts'

let ann: Caller
let web: ProjectRow
let bob: Caller
let bot: Caller
let one: TaskRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})
beforeEach(async () => {
  web = await project(ann)
  bob = await member(ann, web)
  bot = await agent(ann, { project: web })
  one = await task(ann, web)
})

const DEPENDENCIES = ['BLOCKS', 'PARENT', 'RELATED', 'DUPLICATES', 'DISCOVERED_FROM'] as const
const discover = (by = ann) => addContext(by, { task: one.id, kind: 'DISCOVERY', body: 'The port is taken.' })

describe('a discovery reaches', () => {
  it.each(DEPENDENCIES)('whoever works on an open task joined by %s, either way round', async (kind) => {
    const before = await task(ann, web, { assignee: bob.handle })
    const after = await task(ann, web)
    await claimTask(bot, { task: after.id })
    await addDependency(ann, { task: one.id, dependsOn: before.id, kind })
    await addDependency(ann, { task: after.id, dependsOn: one.id, kind })
    await discover()
    expect(await toldOf(bob, one.id)).toEqual(['DISCOVERY'])
    expect(await toldOf(bot, one.id)).toEqual(['DISCOVERY'])
  })

  it('whoever works on an open task with a file in common, and nobody whose task is finished or apart', async () => {
    const [common, finished, apart] = [await task(ann, web), await task(ann, web), await task(ann, web)]
    const [eve, ivy] = [await member(ann, web), await member(ann, web)]
    await claimTask(bot, { task: common.id })
    const { fence } = await claimTask(eve, { task: finished.id })
    await claimTask(ivy, { task: apart.id })
    for (const { id } of [one, common, finished]) await addFileReference(ann, { task: id, path: 'src/server.ts' })
    await addFileReference(ann, { task: apart.id, path: 'src/server.test.ts' })
    await completeTask(eve, { task: finished.id, fence })
    await discover()
    expect(await toldOf(bot, one.id)).toEqual(['DISCOVERY'])
    for (const who of [eve, ivy]) expect(await toldOf(who, one.id)).toEqual([])
  })

  it('its own assignee, creator and followers, each once, and never its author', async () => {
    one = await task(bob, web, { assignee: bot.handle })
    const follower = await member(ann, web, 'VIEWER')
    await watchTask(follower, { task: one.id, level: 'FOLLOWING' })
    await watchTask(bob, { task: one.id, level: 'FOLLOWING' })
    await discover(ann)
    await discover(bot)
    expect(await toldOf(bot, one.id)).toEqual(['ASSIGNED', 'DISCOVERY'])
    for (const who of [bob, follower]) expect(await toldOf(who, one.id)).toEqual(['DISCOVERY', 'DISCOVERY'])
    expect(await toldOf(ann, one.id)).toEqual([])
  })

  it('when it is written on the project, all who hold or are to do an open task of it', async () => {
    await task(ann, web, { assignee: bob.handle })
    await claimTask(bot, { task: one.id })
    const idle = await member(ann, web)
    await addContext(ann, { project: web.id, kind: 'DISCOVERY', body: 'The registry is down.' })
    for (const who of [bob, bot])
      expect((await inbox(who)).filter(({ taskId }) => taskId === null)).toMatchObject([{ reason: 'DISCOVERY' }])
    expect(await inbox(idle)).toEqual([])
  })
})

it('other kinds reach assignee, creator and followers as UPDATE, and nobody who is joined', async () => {
  const joined = await member(ann, web)
  const after = await task(ann, web, { assignee: joined.handle })
  await addDependency(ann, { task: after.id, dependsOn: one.id })
  const follower = await member(ann, web)
  await watchTask(follower, { task: one.id, level: 'FOLLOWING' })
  for (const kind of ['UPDATE', 'SYNC', 'PROGRESS'] as const) await addContext(bob, { task: one.id, kind, body: kind })
  for (const who of [ann, follower]) expect(await toldOf(who, one.id)).toEqual(['UPDATE', 'UPDATE', 'UPDATE'])
  expect(await toldOf(joined, one.id)).toEqual([])
})
