import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { DomainError } from '#lib/errors.ts'
import { person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { addDependency } from '../dependency/add.ts'
import { removeDependency } from '../dependency/remove.ts'
import { cancelTask } from '../task/cancel.ts'
import { completeTask } from '../task/complete.ts'
import { createPlan } from '../plan/create.ts'
import { deleteTask } from '../task/delete.ts'
import { holdTask } from '../task/hold.ts'
import { releaseHold } from '../task/release-hold.ts'
import { releaseTask } from '../task/release.ts'
import { reopenTask } from '../task/reopen.ts'
import { restoreTask } from '../task/restore.ts'
import { startTask } from '../task/start.ts'
import { updateTask } from '../task/update.ts'

let ann: Caller
beforeAll(async () => {
  await testDatabase()
  ann = await person()
})

describe('effective priority and open dependents', () => {
  it('go upstream through open tasks, and back down when the cause ends', async () => {
    const web = await project(ann)
    const a = await task(ann, web, { priority: 0 })
    const b = await task(ann, web, { dependsOn: [a.id], priority: 0 })
    const c = await task(ann, web, { dependsOn: [b.id], priority: 2 })
    const ranks = async () =>
      (await Promise.all([a, b, c].map(({ id }) => taskRow(id)))).map((row) => [row.effectivePriority, row.openDependents])
    expect(await ranks()).toEqual([
      [2, 1],
      [2, 1],
      [2, 0],
    ])
    await updateTask(ann, { task: c.id, priority: 3 })
    expect(await ranks()).toEqual([
      [3, 1],
      [3, 1],
      [3, 0],
    ])
    await cancelTask(ann, { task: c.id })
    expect(await ranks()).toEqual([
      [0, 1],
      [0, 0],
      [3, 0],
    ])
    await reopenTask(ann, { task: c.id })
    await completeTask(ann, { task: b.id, force: true, reason: 'r' })
    expect(await ranks()).toEqual([
      [0, 0],
      [0, 1],
      [3, 0],
    ])
    await reopenTask(ann, { task: b.id })
    await removeDependency(ann, { task: b.id, dependsOn: a.id })
    expect(await ranks()).toEqual([
      [0, 0],
      [3, 1],
      [3, 0],
    ])
  })
})

describe('a chain of 1,500 tasks', () => {
  it('takes a change from end to end in one write, up and down again', { timeout: 120_000 }, async () => {
    const web = await project(ann)
    let last = ''
    for (let batch = 0; batch < 3; batch++) {
      const tasks = Array.from({ length: 500 }, (_, i) => ({ title: 't', priority: 0, dependsOn: i ? [`#${i}`] : last ? [last] : [] }))
      const created = await createPlan(ann, { project: web.id, tasks })
      last = created.tasks.at(-1) ?? ''
    }
    for (const priority of [3, 1, 2]) {
      await updateTask(ann, { task: last, priority })
      expect(await db().task.count({ where: { projectId: web.id, effectivePriority: priority } })).toBe(1500)
    }
    await cancelTask(ann, { task: last })
    expect(await db().task.count({ where: { projectId: web.id, effectivePriority: 0 } })).toBe(1499)
    const first = await db().task.findFirstOrThrow({ where: { projectId: web.id, number: 1 } })
    expect((await cancelTask(ann, { task: first.id, policy: 'CANCEL' })).cancelled).toHaveLength(1499)
    await expectDerivedRight(web.id)
  })
})

const SIZE = 12
const position = fc.nat(SIZE - 1)
/** A step names tasks by position; what the rules refuse is refused, and must have changed nothing either. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('add' as const), a: position, b: position }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('remove' as const), a: position, b: position }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('complete' as const, 'reopen' as const), a: position }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('cancel' as const),
      a: position,
      policy: fc.constantFrom('KEEP_BLOCKED' as const, 'RELEASE' as const, 'CANCEL' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constantFrom('delete' as const, 'restore' as const, 'hold' as const, 'free' as const), a: position }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('start' as const, 'release' as const), a: position }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('rank' as const), a: position, priority: fc.nat(3) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

describe('random graphs and acts', { timeout: 600_000 }, () => {
  it('leave exactly what computing it all again gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(position, position), { maxLength: 20 }),
        fc.array(step, { minLength: 10, maxLength: 40 }),
        async (edges, steps) => {
          const web = await project(ann)
          const dependsOn = (i: number) => edges.filter(([from, to]) => from === i && to < i).map(([, to]) => `#${to + 1}`)
          const tasks = Array.from({ length: SIZE }, (_, i) => ({ title: `Task ${i + 1}`, priority: i % 4, dependsOn: dependsOn(i) }))
          const { tasks: ids } = await createPlan(ann, { project: web.id, tasks })
          await expectDerivedRight(web.id)
          for (const each of steps) await take(ids, each)
          await expectDerivedRight(web.id)
        },
      ),
      { numRuns: rounds(100), endOnFailure: process.env.ROUNDS !== 'full' },
    )
  })
})

async function take(ids: readonly string[], each: Step) {
  const [task = '', other = ''] = [ids[each.a], 'b' in each ? ids[each.b] : '']
  const reason = 'because'
  try {
    if (each.act === 'add') await addDependency(ann, { task, dependsOn: other })
    else if (each.act === 'remove') await removeDependency(ann, { task, dependsOn: other })
    else if (each.act === 'complete') await completeTask(ann, { task, force: true, reason })
    else if (each.act === 'reopen') await reopenTask(ann, { task })
    else if (each.act === 'cancel') await cancelTask(ann, { task, policy: each.policy })
    else if (each.act === 'delete') await deleteTask(ann, { task })
    else if (each.act === 'restore') await restoreTask(ann, { task })
    else if (each.act === 'hold') await holdTask(ann, { task, reason })
    else if (each.act === 'free') await releaseHold(ann, { task })
    else if (each.act === 'start') await startTask(ann, { task })
    else if (each.act === 'release') await releaseTask(ann, { task })
    else if (each.act === 'rank') await updateTask(ann, { task, priority: each.priority })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
  }
}
