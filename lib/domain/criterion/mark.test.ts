import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, events, lapse, member, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import type { ProjectRow, TaskRow } from '../task/types.ts'
import { updateTask } from '../task/update.ts'
import { markCriterion } from './mark.ts'

let ann: Caller
let web: ProjectRow
let one: TaskRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
})
beforeEach(async () => {
  one = await task(ann, web, { criteria: ['CI is green', 'Docs say so'] })
})

const criteriaOf = (taskId: string) => db().criterion.findMany({ where: { taskId }, orderBy: { position: 'asc' } })
const lastEvent = async (taskId: string) => (await events({ taskId })).at(-1)
const invalid = (field: string, message: string) => ({ code: 'INVALID_INPUT', issues: [{ field, message }] })

describe('a success criterion', () => {
  it('is marked by its id or its place, with evidence, who and when, and an event from old to new', async () => {
    const [, docs] = await criteriaOf(one.id)
    await markCriterion(ann, { task: one.key, criterion: '1', state: 'MET', evidence: 'run 42' })
    expect(await lastEvent(one.id)).toMatchObject({
      action: 'CRITERION_MARKED',
      data: { version: 2 },
      changes: [
        {
          field: 'criteria',
          old: [{ text: 'CI is green', state: 'UNKNOWN', evidence: '' }],
          new: [{ text: 'CI is green', state: 'MET', evidence: 'run 42' }],
        },
      ],
    })
    await markCriterion(ann, { task: one.id, criterion: docs?.id ?? '', state: 'NOT_MET' })
    expect(await criteriaOf(one.id)).toMatchObject([
      { state: 'MET', evidence: 'run 42', markedById: ann.actorId, markedAt: expect.any(Date) },
      { state: 'NOT_MET', evidence: '', markedById: ann.actorId },
    ])
    expect((await lastEvent(one.id))?.subjectId).toBe(docs?.id)
  })

  it('keeps its evidence when none is given, and loses it by null', async () => {
    await markCriterion(ann, { task: one.id, criterion: '2', state: 'MET', evidence: 'seen' })
    await markCriterion(ann, { task: one.id, criterion: '2', state: 'NOT_MET' })
    expect((await criteriaOf(one.id))[1]).toMatchObject({ state: 'NOT_MET', evidence: 'seen' })
    await markCriterion(ann, { task: one.id, criterion: '2', state: 'UNKNOWN', evidence: null })
    expect((await criteriaOf(one.id))[1]).toMatchObject({ state: 'UNKNOWN', evidence: '' })
  })

  it('that is so already is not written again', async () => {
    const mark = { task: one.id, criterion: '1', state: 'MET' as const, evidence: 'seen' }
    await markCriterion(ann, mark)
    expect(await markCriterion(ann, mark)).toMatchObject({ version: 2, replayed: false })
    expect(await taskRow(one.id)).toMatchObject({ version: 2 })
    expect((await events({ taskId: one.id })).filter(({ action }) => action === 'CRITERION_MARKED')).toHaveLength(1)
  })

  it('that the task does not have is refused with what it has', async () => {
    const other = await task(ann, web, { criteria: ['other'] })
    const [theirs] = await criteriaOf(other.id)
    const has = 'is no criterion of this task: give its id, or its place from 1 to 2'
    for (const criterion of ['0', '3', 'cri_0', theirs?.id ?? ''])
      await expect(markCriterion(ann, { task: one.id, criterion, state: 'MET' })).rejects.toMatchObject(invalid('criterion', has))
    const { id } = await task(ann, web)
    const none = 'is no criterion of this task, which has none'
    await expect(markCriterion(ann, { task: id, criterion: '1', state: 'MET' })).rejects.toMatchObject(invalid('criterion', none))
    const long = { task: one.id, criterion: '1', state: 'MET' as const, evidence: 'x'.repeat(5001) }
    await expect(markCriterion(ann, long)).rejects.toMatchObject({ issues: [{ field: 'evidence' }] })
  })

  it('is marked by the holder with its fence; a late holder is refused', async () => {
    const bot = await agent(ann, { project: web })
    const { fence } = await claimTask(bot, { task: one.id })
    const mark = { task: one.id, criterion: '1', state: 'MET' as const }
    await expect(markCriterion(bot, mark)).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    await markCriterion(bot, { ...mark, fence })
    await markCriterion(ann, { ...mark, criterion: '2' })
    await lapse(one.id)
    await expect(markCriterion(bot, { ...mark, state: 'NOT_MET', fence })).rejects.toMatchObject({ code: 'STALE_CLAIM' })
    expect(await criteriaOf(one.id)).toMatchObject([{ state: 'MET' }, { state: 'MET' }])
  })

  it('is not marked by a member whom the task does not concern, and not found by a stranger', async () => {
    const mark = { task: one.id, criterion: '1', state: 'MET' as const }
    await expect(markCriterion(await member(ann, web), mark)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(markCriterion(await person(), mark)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('completing a task', () => {
  it('marks criteria in the same act, and is not refused by what these marks meet', async () => {
    const bot = await agent(ann, { project: web })
    const { fence } = await claimTask(bot, { task: one.id })
    const criteria = [
      { criterion: '1', state: 'MET' as const, evidence: 'run 42' },
      { criterion: '2', state: 'MET' as const },
    ]
    const { version } = await completeTask(bot, { task: one.id, fence, criteria })
    expect(await taskRow(one.id)).toMatchObject({ status: 'COMPLETED', version })
    expect(await criteriaOf(one.id)).toMatchObject([
      { state: 'MET', evidence: 'run 42', markedById: bot.actorId },
      { state: 'MET', evidence: '' },
    ])
    const told = (await events({ taskId: one.id })).slice(-2)
    expect(told).toMatchObject([
      { action: 'CRITERION_MARKED', data: { version }, changes: [{ new: [{ text: 'CI is green' }, { text: 'Docs say so' }] }] },
      { action: 'TASK_COMPLETED', data: { version } },
    ])
  })

  it('is refused whole when the marks leave something unmet or name what is not there', async () => {
    const met = { criterion: '1', state: 'MET' as const }
    await expect(completeTask(ann, { task: one.id, criteria: [met] })).rejects.toMatchObject({
      code: 'CRITERIA_UNMET',
      criteria: [{ text: 'Docs say so' }],
    })
    for (const [criteria, message] of [
      [[met, { ...met, criterion: '7' }], 'is no criterion of this task: give its id, or its place from 1 to 2'],
      [[met, met], 'is named twice'],
    ] as const)
      await expect(completeTask(ann, { task: one.id, criteria: [...criteria] })).rejects.toMatchObject(
        invalid('criteria.1.criterion', message),
      )
    expect(await criteriaOf(one.id)).toMatchObject([{ state: 'UNKNOWN' }, { state: 'UNKNOWN' }])
    expect(await taskRow(one.id)).toMatchObject({ status: 'PENDING', version: 1 })
  })

  it('by force keeps the marks, with the reason on record', async () => {
    const criteria = [{ criterion: '1', state: 'NOT_MET' as const, evidence: 'red' }]
    await completeTask(ann, { task: one.id, criteria, force: true, reason: 'it ships today' })
    expect(await criteriaOf(one.id)).toMatchObject([{ state: 'NOT_MET', evidence: 'red' }, { state: 'UNKNOWN' }])
    expect(await lastEvent(one.id)).toMatchObject({ action: 'TASK_COMPLETED', data: { forced: true, reason: 'it ships today' } })
  })

  it('with marks conflicts with someone who changed the criteria since', async () => {
    await updateTask(ann, { task: one.id, criteria: [{ text: 'Other' }] })
    const late = { task: one.id, criteria: [{ criterion: '1', state: 'MET' as const }], expectedVersion: 1 }
    await expect(completeTask(ann, late)).rejects.toMatchObject({ code: 'VERSION_CONFLICT', conflicts: [{ field: 'criteria' }] })
  })
})

describe('setting criteria', () => {
  it('keeps state, evidence, id and who marked it of those that read the same, wherever they stand', async () => {
    const [ci] = await criteriaOf(one.id)
    const bob = await agent(ann, { project: web, role: 'OWNER' })
    await markCriterion(bob, { task: one.id, criterion: '1', state: 'MET', evidence: 'run 42' })
    await updateTask(ann, { task: one.id, criteria: [{ text: 'New' }, { text: 'CI is green' }, { text: 'CI is green' }] })
    expect(await criteriaOf(one.id)).toMatchObject([
      { text: 'New', state: 'UNKNOWN', markedById: null },
      { id: ci?.id, state: 'MET', evidence: 'run 42', markedById: bob.actorId },
      { text: 'CI is green', state: 'UNKNOWN' },
    ])
    await updateTask(ann, { task: one.id, criteria: [{ id: ci?.id, text: 'CI is green', state: 'NOT_MET' }] })
    expect(await criteriaOf(one.id)).toMatchObject([{ state: 'NOT_MET', evidence: 'run 42', markedById: ann.actorId }])
  })
})
