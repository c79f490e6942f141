import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { events, lapse, person, project, statusOf, task, taskRow, team } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { diagnose } from '../doctor/diagnose.ts'
import { createPlan } from '../plan/create.ts'
import { updateProject } from '../project/update.ts'
import { assignTasks } from './assign-many.ts'
import { claimTask } from './claim.ts'
import { completeTasks } from './complete-many.ts'
import type { ProjectRow, TaskRow } from './types.ts'
import { updateTasks } from './update-many.ts'
import { updateTask } from './update.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let web: ProjectRow
let tasks: TaskRow[]
beforeAll(async () => {
  await testDatabase()
  ;({ ann, bob, bot, web } = await team())
})
beforeEach(async () => {
  tasks = [await task(ann, web), await task(ann, web), await task(ann, web)]
})

const ref = (i: number) => tasks[i]?.id ?? ''
/** What became of each: `+`, or the code of its refusal. */
const codes = ({ fates }: Awaited<ReturnType<typeof updateTasks>>) => fates.map(({ refusal }) => refusal?.code ?? '+')

describe('many acts in one write', () => {
  it('each is done or refused by itself, by its own rights, limits and version', async () => {
    const own = await task(bob, web)
    await updateTask(ann, { task: ref(1), title: 'Changed meanwhile' })
    const other = await project(ann)
    const elsewhere = await task(ann, other)
    const answer = await updateTasks(ann, {
      tasks: [
        { task: tasks[0]?.key.toLowerCase() ?? '', priority: 3, tags: ['x'] },
        { task: ref(1), title: 'Mine', expectedVersion: 1 },
        { task: ref(2), title: ' ' },
        { task: 'NONE-1', title: 'x' },
        { task: elsewhere.id, title: 'In another project' },
        { task: own.id, criteria: [{ id: 'cri_0000000000000000', text: 'c' }], tags: ['y'] },
      ],
    })
    expect(codes(answer)).toEqual(['+', 'VERSION_CONFLICT', 'INVALID_INPUT', 'NOT_FOUND', '+', 'INVALID_INPUT'])
    expect(answer.fates.map(({ task: id }) => id)).toEqual([ref(0), null, null, null, elsewhere.id, null])
    expect(answer.fates[1]?.refusal).toMatchObject({ conflicts: [{ field: 'title', new: 'Changed meanwhile', actorId: ann.actorId }] })
    expect(answer.fates[2]?.refusal).toMatchObject({ issues: [{ field: 'title' }] })
    expect(await taskRow(ref(0))).toMatchObject({ priority: 3, effectivePriority: 3, version: 2 })
    expect(await taskRow(elsewhere.id)).toMatchObject({ title: 'In another project' })
    expect([await db().taskTag.count({ where: { taskId: own.id } }), (await taskRow(own.id)).version]).toEqual([0, 1])
    expect(
      codes(
        await updateTasks(bob, {
          tasks: [
            { task: ref(0), title: 'x' },
            { task: own.id, title: 'x' },
          ],
        }),
      ),
    ).toEqual(['FORBIDDEN', '+'])
    await expectDerivedRight(web.id)
    await expectDerivedRight(other.id)
  })

  it('a stranger finds none, an archived project refuses each', async () => {
    expect(codes(await updateTasks(await person(), { tasks: [{ task: ref(0), title: 'x' }] }))).toEqual(['NOT_FOUND'])
    const old = await project(ann)
    const { id } = await task(ann, old)
    await updateProject(ann, { project: old.id, status: 'ARCHIVED' })
    expect(codes(await updateTasks(ann, { tasks: [{ task: id, title: 'x' }] }))).toEqual(['PROJECT_ARCHIVED'])
    expect(codes(await assignTasks(ann, { tasks: [{ task: id, assignee: null }] }))).toEqual(['PROJECT_ARCHIVED'])
    expect(codes(await completeTasks(ann, { tasks: [{ task: id }] }))).toEqual(['PROJECT_ARCHIVED'])
  })

  it('a list that names a task twice, nothing or too much is refused whole', async () => {
    const twice = [
      { task: ref(0), title: 'a' },
      { task: tasks[0]?.key ?? '', title: 'b' },
    ]
    await expect(updateTasks(ann, { tasks: twice })).rejects.toMatchObject({ issues: [{ field: 'tasks.1.task' }] })
    for (const count of [0, 501]) {
      const many = Array.from({ length: count }, (_, i) => ({ task: `WEB-${i}`, title: 't' }))
      await expect(updateTasks(ann, { tasks: many })).rejects.toMatchObject({ issues: [{ field: 'tasks' }] })
    }
    expect((await taskRow(ref(0))).version).toBe(1)
  })

  it('a key answers the same for each, whatever has happened since', async () => {
    const input = {
      tasks: [
        { task: ref(0), title: 'Once' },
        { task: ref(1), title: '' },
      ],
      idempotencyKey: `many-${ref(0)}`,
    }
    const first = await updateTasks(ann, input)
    await updateTask(ann, { task: ref(0), title: 'Later' })
    const count = await db().event.count()
    expect(await updateTasks(ann, input)).toEqual({ ...first, replayed: true })
    expect([await db().event.count(), (await taskRow(ref(0))).title]).toEqual([count, 'Later'])
    await expect(updateTasks(ann, { ...input, tasks: input.tasks.slice(1) })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
  })
})

describe('assigning many', () => {
  it('tells each assignee, and refuses what is held with the moment of its lease', async () => {
    await claimTask(bot, { task: ref(1) })
    const answer = await assignTasks(ann, {
      tasks: [
        { task: ref(0), assignee: bob.handle },
        { task: ref(1), assignee: bob.handle },
        { task: ref(2), assignee: 'nobody-here' },
      ],
      idempotencyKey: `assign-${ref(0)}`,
    })
    expect(codes(answer)).toEqual(['+', 'ALREADY_CLAIMED', 'INVALID_INPUT'])
    expect(answer.fates[1]?.refusal).toMatchObject({ holderId: bot.actorId, expiresAt: expect.any(Date) })
    expect((await events({ taskId: ref(0) })).map(({ action }) => action)).toEqual(['TASK_CREATED', 'TASK_ASSIGNED'])
  })
})

describe('completing many', () => {
  it('completes what an earlier one of the list frees, and tells what is free now', async () => {
    const { tasks: chain } = await createPlan(ann, {
      project: web.id,
      tasks: [{ title: 'a' }, { title: 'b', dependsOn: ['#1'] }, { title: 'c', dependsOn: ['#2'] }, { title: 'd', dependsOn: ['#3'] }],
    })
    const [a = '', b = '', c = '', d = ''] = chain
    expect(codes(await completeTasks(ann, { tasks: [{ task: b }, { task: d }] }))).toEqual(['TASK_BLOCKED', 'TASK_BLOCKED'])
    const answer = await completeTasks(ann, {
      tasks: [{ task: a, summary: 'did a' }, { task: b, actualHours: 2 }, { task: c }],
      idempotencyKey: `complete-${a}`,
    })
    expect([codes(answer), answer.freed]).toEqual([['+', '+', '+'], [d]])
    expect(await Promise.all([a, b, c, d].map(statusOf))).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED', 'PENDING'])
    expect(await taskRow(b)).toMatchObject({ actualHours: 2 })
    expect((await completeTasks(ann, { tasks: [{ task: a }] })).fates[0]?.refusal).toMatchObject({ code: 'INVALID_TRANSITION' })
    await expectDerivedRight(web.id)
  })

  it("asks each holder's fence, and a refused item leaves nothing behind", async () => {
    const { fence } = await claimTask(bot, { task: ref(0) })
    const before = await db().event.count()
    expect(codes(await completeTasks(bot, { tasks: [{ task: ref(0) }, { task: ref(1), force: true }] }))).toEqual([
      'STALE_CLAIM',
      'INVALID_INPUT',
    ])
    expect(codes(await completeTasks(ann, { tasks: [{ task: ref(0) }] }))).toEqual(['ALREADY_CLAIMED'])
    expect(await db().event.count()).toBe(before)
    expect(codes(await completeTasks(bot, { tasks: [{ task: ref(0), fence }] }))).toEqual(['+'])
    await claimTask(bot, { task: ref(1) })
    await lapse(ref(1))
    expect(codes(await completeTasks(ann, { tasks: [{ task: ref(1) }] }))).toEqual(['+'])
    await expectDerivedRight(web.id)
  })

  it('of 100 tasks in a chain is one write', { timeout: 120_000 }, async () => {
    const own = await project(ann)
    const chain = Array.from({ length: 100 }, (_, i) => ({ title: `${i}`, dependsOn: i ? [`#${i}`] : [] }))
    const { tasks: ids } = await createPlan(ann, { project: own.id, tasks: chain })
    const answer = await completeTasks(ann, { tasks: ids.map((id) => ({ task: id })) })
    expect(answer.fates.filter(({ refusal }) => refusal !== null)).toEqual([])
    expect(await diagnose()).toEqual([])
  })
})
