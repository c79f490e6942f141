import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, events, lapse, member, person, project, task, toldOf } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { releaseTask } from '../task/release.ts'
import { startTask } from '../task/start.ts'
import type { ProjectRow } from '../task/types.ts'
import { addFileReference } from './add.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})
beforeEach(async () => {
  web = await project(ann)
  bob = await member(ann, web)
  bot = await agent(ann, { project: web })
})

async function touching(path: string, lineStart?: number, lineEnd?: number) {
  const row = await task(ann, web)
  await addFileReference(ann, { task: row.id, path, lineStart, lineEnd })
  return row
}

const conflictsOn = async (taskId: string) =>
  (await events({ taskId }))
    .filter(({ action }) => action === 'FILES_CONFLICT')
    .map(({ actorId, subjectId, data }) => ({ actorId, subjectId, data }))

describe('two tasks in progress on the same lines', () => {
  it('tell both who work on them, by a claim or a start, each of the other task and the lines', async () => {
    const [one, two] = [await touching('src/a.ts', 1, 9), await touching('src/a.ts', 5, 20)]
    await claimTask(bot, { task: one.id })
    expect(await toldOf(bot, one.id)).toEqual([])
    await startTask(bob, { task: two.id })
    expect([await toldOf(bot, one.id), await toldOf(bob, two.id)]).toEqual([['CONFLICT'], ['CONFLICT']])
    expect(await conflictsOn(one.id)).toEqual([
      { actorId: null, subjectId: two.id, data: { key: one.key, version: 2, with: two.key, holder: bot.actorId, spots: ['src/a.ts:5-9'] } },
    ])
    expect(await conflictsOn(two.id)).toMatchObject([
      { subjectId: one.id, data: { with: one.key, holder: bob.actorId, spots: ['src/a.ts:5-9'] } },
    ])
  })

  it('tell them when a reference is added to a task in progress, about that reference alone', async () => {
    const [one, two] = [await touching('src/'), await touching('lib/')]
    await claimTask(bot, { task: one.id })
    await startTask(bob, { task: two.id })
    await addFileReference(bob, { task: two.id, path: 'docs/x.md' })
    expect(await toldOf(bot, one.id)).toEqual([])
    await addFileReference(bob, { task: two.id, path: 'src/a.ts', lineStart: 3 })
    expect([await toldOf(bot, one.id), await toldOf(bob, two.id)]).toEqual([['CONFLICT'], ['CONFLICT']])
    expect(await conflictsOn(two.id)).toMatchObject([{ data: { spots: ['src/a.ts:3'] } }])
  })

  it('say so once of a pair and its lines; a new holder is told, and new lines are', async () => {
    const [one, two] = [await touching('a.ts'), await touching('a.ts', 7)]
    await startTask(bob, { task: one.id })
    const { fence } = await claimTask(bot, { task: two.id })
    await releaseTask(bot, { task: two.id, fence })
    await claimTask(bot, { task: two.id })
    expect([await toldOf(bob, one.id), await toldOf(bot, two.id)]).toEqual([['CONFLICT'], ['CONFLICT']])
    await lapse(two.id)
    const other = await agent(ann, { project: web })
    await claimTask(other, { task: two.id })
    expect([await toldOf(bob, one.id), await toldOf(other, two.id)]).toEqual([['CONFLICT'], ['CONFLICT']])
    await addFileReference(ann, { task: two.id, path: 'a.ts', lineStart: 9 })
    expect([await toldOf(bob, one.id), await toldOf(other, two.id)]).toEqual([
      ['CONFLICT', 'CONFLICT'],
      ['CONFLICT', 'CONFLICT'],
    ])
  })

  it('are no conflict when one actor works on both, when the lines differ, or when one of them is not in progress', async () => {
    const [one, two, three, waiting] = [
      await touching('a.ts', 1, 5),
      await touching('a.ts', 2),
      await touching('a.ts', 6),
      await touching('a.ts'),
    ]
    await startTask(bob, { task: one.id })
    await startTask(bob, { task: two.id })
    await claimTask(bot, { task: three.id })
    await addFileReference(ann, { task: waiting.id, path: 'a.ts', lineStart: 1 })
    const { id } = await task(ann, web)
    await claimTask(bot, { task: id })
    for (const task of [one, two, three, waiting]) expect(await conflictsOn(task.id)).toEqual([])
  })
})

describe('completing a task', () => {
  it('tells holders and assignees of open tasks that touch the same lines, naming the task and the lines', async () => {
    const done = await touching('a.ts', 10, 20)
    const [held, assigned, elsewhere, free] = [
      await touching('a.ts', 15),
      await touching('a.ts'),
      await touching('a.ts', 21),
      await touching('a.ts'),
    ]
    const { fence } = await claimTask(bot, { task: held.id })
    await startTask(bob, { task: assigned.id })
    await claimTask(await agent(ann, { project: web }), { task: elsewhere.id })
    await completeTask(ann, { task: done.id })
    expect(await toldOf(bot, held.id)).toEqual(['CONFLICT', 'IMPACTED'])
    expect(await toldOf(bob, assigned.id)).toEqual(['CONFLICT', 'CONFLICT', 'IMPACTED'])
    expect((await events({ taskId: held.id })).at(-1)).toMatchObject({
      action: 'FILES_IMPACTED',
      actorId: ann.actorId,
      subjectId: done.id,
      data: { with: done.key, spots: ['a.ts:15'] },
    })
    for (const { id } of [elsewhere, free])
      expect((await events({ taskId: id })).map(({ action }) => action)).not.toContain('FILES_IMPACTED')
    await completeTask(bot, { task: held.id, fence })
    expect(await toldOf(bob, assigned.id)).toEqual(['CONFLICT', 'CONFLICT', 'IMPACTED', 'IMPACTED'])
  })

  it('does not tell whoever completed it of their own other task', async () => {
    const [done, own] = [await touching('a.ts'), await touching('a.ts')]
    await startTask(bob, { task: own.id })
    await startTask(bob, { task: done.id })
    await completeTask(bob, { task: done.id })
    expect(await toldOf(bob, own.id)).toEqual([])
  })
})
