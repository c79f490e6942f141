import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { inbox, member, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { diagnose } from '../doctor/diagnose.ts'
import { deleteTask } from '../task/delete.ts'
import type { ProjectRow } from '../task/types.ts'
import { createPlan } from './create.ts'

let ann: Caller
let bob: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bob = await member(ann, web)
})

type Tasks = Parameters<typeof createPlan>[1]['tasks']
const plan = (tasks: Tasks, more: { dryRun?: boolean; idempotencyKey?: string } = {}) =>
  createPlan(ann, { project: web.key, tasks, ...more })
const refusal = (tasks: Tasks) =>
  plan(tasks).then(
    () => null,
    (error: unknown) => error,
  )
const traces = async () => [
  await db().task.count(),
  await db().event.count(),
  await db().idempotencyKey.count(),
  (await db().project.findUniqueOrThrow({ where: { id: web.id } })).lastNumber,
]

describe('a plan', () => {
  it('names its tasks by refs in either direction, by place, and tasks that were there by id or key', async () => {
    const [outside, above] = [await task(ann, web), await task(ann, web)]
    const { tasks, refs, statuses, dependencies } = await plan([
      { ref: 'Ship it!', title: 'last', dependsOn: ['build', '#3', outside.key.toLowerCase()], priority: 3 },
      { ref: 'build', title: 'middle', dependsOn: ['#3'], parent: 'Ship it!' },
      { title: 'first', dependsOn: [outside.id], parent: above.id },
      { ref: '#1', title: 'free' },
    ])
    expect([refs, statuses, dependencies]).toEqual([['Ship it!', 'build', '#3', '#1'], ['BLOCKED', 'BLOCKED', 'BLOCKED', 'PENDING'], 7])
    const [last, middle, first, free] = await Promise.all(tasks.map(taskRow))
    expect(last).toMatchObject({ openBlockers: 3, openDependents: 0, effectivePriority: 3 })
    expect(middle).toMatchObject({ openBlockers: 1, openDependents: 1, effectivePriority: 3 })
    expect(first).toMatchObject({ openBlockers: 1, openDependents: 2, effectivePriority: 3 })
    expect(free).toMatchObject({ effectivePriority: 1 })
    expect(await taskRow(outside.id)).toMatchObject({ openDependents: 2, effectivePriority: 3 })
    await expectDerivedRight(web.id)
  })

  it('takes a ref of its own before a key of the project', async () => {
    const there = await task(ann, web)
    const { tasks } = await plan([
      { ref: there.key, title: 'a' },
      { title: 'b', dependsOn: [there.key] },
    ])
    expect(await db().dependency.findMany({ where: { taskId: tasks[1] ?? '' } })).toMatchObject([{ dependsOnId: tasks[0] }])
  })

  it('gives each task all that createTask takes, files too, and tells assignees', async () => {
    const { tasks } = await plan([
      {
        ref: 'a',
        title: 'a',
        assignee: bob.handle,
        criteria: ['works'],
        requiredCapabilities: ['TS'],
        tags: ['UI'],
        estimatedHours: 2,
        brief: { why: 'w' },
        files: [{ path: 'src/a.ts', lineStart: 3 }],
      },
    ])
    const [id = ''] = tasks
    const lists = { criteria: true, capabilities: true, tags: true, files: true } as const
    expect(await db().task.findUniqueOrThrow({ where: { id }, include: lists })).toMatchObject({
      ...{ assigneeId: bob.actorId, estimatedHours: 2, why: 'w' },
      criteria: [{ text: 'works' }],
      capabilities: [{ capability: 'ts' }],
      tags: [{ tag: 'UI' }],
      files: [{ path: 'src/a.ts', lineStart: 3, lineEnd: 3, note: '', createdById: ann.actorId }],
    })
    expect((await inbox(bob)).filter((row) => row.taskId === id).map((row) => row.reason)).toEqual(['ASSIGNED'])
  })

  it('shares the first spelling of a tag', async () => {
    const own = await project(ann)
    const tags = (...names: string[]) => ({ title: 't', tags: names })
    await createPlan(ann, { project: own.id, tasks: [tags('Api'), tags('API', 'x')] })
    expect(await db().taskTag.findMany({ where: { projectId: own.id, fold: 'api' }, select: { tag: true } })).toEqual([
      { tag: 'Api' },
      { tag: 'Api' },
    ])
  })

  it('of 500 tasks and 1,500 dependencies is one write, well under two seconds', async () => {
    const own = await project(ann)
    const tasks = Array.from({ length: 500 }, (_, i) => ({
      ref: `t${i}`,
      title: `Task ${i}`,
      dependsOn: i < 3 ? [] : [`t${i - 1}`, `t${i - 2}`, `t${Math.floor(i / 2) - 1}`].filter((ref, at, all) => all.indexOf(ref) === at),
      ...{ criteria: ['works'], tags: ['all', `tag ${i % 40}`], requiredCapabilities: ['ts'], priority: i % 4 },
    }))
    const before = process.cpuUsage()
    const { dependencies } = await createPlan(ann, { project: own.id, tasks })
    const { user, system } = process.cpuUsage(before)
    const busy = (user + system) / 1000
    expect(dependencies).toBeGreaterThan(1_480)
    // The time of this process alone: other tests share the machine.
    expect(busy).toBeLessThan(2_000)
    expect(await diagnose()).toEqual([])
  })
})

describe('a fault', () => {
  it('refuses all; every one is named at once with its path, and nothing is used up', async () => {
    const gone = await task(ann, web)
    await deleteTask(ann, { task: gone.id })
    const elsewhere = await task(ann, await project(ann))
    const before = await traces()
    const error = await refusal([
      { ref: 'a', title: ' ', priority: 9, files: [{ path: '../x' }] },
      { ref: 'a', title: 'b', dependsOn: ['nothing', 'a', gone.key], parent: elsewhere.key },
      { ref: 'c', title: 'c', dependsOn: ['c'], parent: 'c', assignee: 'nobody-here' },
    ])
    expect(error).toMatchObject({ code: 'INVALID_INPUT' })
    const issues = (error as { issues: { field: string; message: string }[] }).issues
    expect(Object.fromEntries(issues.map(({ field, message }) => [field, message]))).toEqual({
      'tasks.0.title': 'must not be empty',
      'tasks.0.priority': expect.any(String),
      'tasks.0.files.0.path': 'must not contain ".."',
      'tasks.1.ref': '"a" is the ref of tasks.0 too',
      'tasks.1.dependsOn.0': `"nothing" is neither a ref of this plan nor a task of ${web.key}`,
      'tasks.1.dependsOn.1': 'a task cannot depend on itself',
      'tasks.1.dependsOn.2': expect.stringContaining(gone.key),
      'tasks.1.parent': expect.stringContaining(elsewhere.key),
      'tasks.2.dependsOn.0': 'a task cannot depend on itself',
      'tasks.2.parent': 'a task cannot be part of itself',
      'tasks.2.assignee': expect.stringContaining('no member'),
    })
    expect(await traces()).toEqual(before)
  })

  it('that is a cycle names the refs along it, by dependencies or by parents', async () => {
    const before = await traces()
    const a = { ref: 'a', title: 'a' }
    expect(
      await refusal([
        { ...a, dependsOn: ['b'] },
        { ref: 'b', title: 'b', dependsOn: ['#3'] },
        { title: 'c', dependsOn: ['a'] },
      ]),
    ).toMatchObject({ code: 'DEPENDENCY_CYCLE', path: ['a', 'b', '#3', 'a'] })
    expect(
      await refusal([
        { ...a, parent: 'b' },
        { ref: 'b', title: 'b', parent: 'a' },
      ]),
    ).toMatchObject({ code: 'DEPENDENCY_CYCLE', path: ['a', 'b', 'a'] })
    await plan([
      { ...a, parent: 'b' },
      { ref: 'b', title: 'b', dependsOn: ['a'] },
    ])
    expect(await traces()).not.toEqual(before)
  })

  it('is too many tasks, dependencies or files, or none', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ title: `${i}` }))
    for (const count of [0, 501]) expect(await refusal(many(count))).toMatchObject({ issues: [{ field: 'tasks' }] })
    const files = Array.from({ length: 200 }, (_, i) => ({ path: `f${i}` }))
    expect(await refusal(many(26).map((each) => ({ ...each, files })))).toMatchObject({ issues: [{ field: 'tasks' }] })
    const all = (i: number) => Array.from({ length: i }, (_, at) => `#${at + 1}`)
    expect(await refusal(many(102).map((each, i) => ({ ...each, dependsOn: all(i) })))).toMatchObject({ issues: [{ field: 'tasks' }] })
  })
})

describe('a dry run', () => {
  it('says what would be ready and in which order it would come up, and changes nothing', async () => {
    const outside = await task(ann, web)
    const before = await traces()
    const tasks = [
      { ref: 'waits', title: 'w', dependsOn: [outside.key], priority: 3 },
      { ref: 'after', title: 'a', dependsOn: ['waits'], priority: 3 },
      { ref: 'second', title: 's', dependsOn: ['third'], priority: 2 },
      { ref: 'third', title: 't', priority: 0 },
      { ref: 'plain', title: 'p' },
      { ref: 'gates', title: 'g' },
      { ref: 'last', title: 'l', dependsOn: ['gates'], priority: 1 },
    ]
    const dry = await plan(tasks, { dryRun: true, idempotencyKey: 'plan' })
    expect(dry).toMatchObject({ tasks: [], ready: 3, dependencies: 4, dryRun: true, replayed: false })
    expect(Object.fromEntries(dry.refs.map((ref, i) => [ref, [dry.turns[i], dry.statuses[i]]]))).toEqual({
      third: [1, 'PENDING'],
      second: [2, 'BLOCKED'],
      gates: [3, 'PENDING'],
      plain: [4, 'PENDING'],
      last: [5, 'BLOCKED'],
      waits: [6, 'BLOCKED'],
      after: [7, 'BLOCKED'],
    })
    expect(await traces()).toEqual(before)
    const { turns, statuses, replayed } = await plan(tasks, { idempotencyKey: 'plan' })
    expect({ turns, statuses, replayed }).toEqual({ turns: dry.turns, statuses: dry.statuses, replayed: false })
  })

  it('names the same faults', async () => {
    await expect(plan([{ title: 't', dependsOn: ['x'] }], { dryRun: true })).rejects.toMatchObject({
      issues: [{ field: 'tasks.0.dependsOn.0' }],
    })
  })
})

it('equals come up in the order in which they were given', async () => {
  const own = await project(ann)
  const { tasks } = await createPlan(ann, { project: own.id, tasks: Array.from({ length: 20 }, (_, i) => ({ title: `${i}` })) })
  expect([...tasks].sort()).toEqual(tasks)
})
