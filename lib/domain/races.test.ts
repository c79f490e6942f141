import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { DomainError } from '#lib/errors.ts'
import { agent, member, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { expectDerivedRight } from '#lib/testing/recompute.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { addContext } from './context/add.ts'
import { addDependency } from './dependency/add.ts'
import { assignTask } from './task/assign.ts'
import { cancelTask } from './task/cancel.ts'
import { claimTask } from './task/claim.ts'
import { completeTask } from './task/complete.ts'
import { createTask } from './task/create.ts'
import { deleteTask } from './task/delete.ts'
import { holdTask } from './task/hold.ts'
import { releaseHold } from './task/release-hold.ts'
import { releaseTask } from './task/release.ts'
import { reopenTask } from './task/reopen.ts'
import { updateTask } from './task/update.ts'
import { removeMember } from './project/remove-member.ts'
import type { ProjectRow } from './task/types.ts'

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
})

const won = <T>(outcomes: PromiseSettledResult<T>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
const codes = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((outcome) => {
    if (outcome.status === 'fulfilled') return []
    if (outcome.reason instanceof DomainError) return [outcome.reason.code]
    throw outcome.reason
  })

describe('at the same time', { timeout: 600_000 }, () => {
  it('100 claimers of one task: exactly one wins, the others learn who', async () => {
    const bots = await Promise.all(Array.from({ length: 10 }, () => agent(ann, { project: web })))
    const { id } = await task(ann, web)
    const claimers = Array.from({ length: 100 }, (_, i) => bots[i % bots.length] ?? ann)
    const outcomes = await Promise.allSettled(claimers.map((bot) => claimTask(bot, { task: id })))
    expect(new Set(won(outcomes).map((claim) => claim.fence))).toEqual(new Set([1]))
    const { assigneeId } = await taskRow(id)
    const winners = claimers.filter((_, i) => outcomes[i]?.status === 'fulfilled')
    expect(new Set(winners.map((bot) => bot.actorId))).toEqual(new Set([assigneeId]))
    expect(codes(outcomes)).toEqual(Array.from({ length: 90 }, () => 'ALREADY_CLAIMED'))
    expect(await db().claim.count({ where: { taskId: id } })).toBe(1)
  })

  it('a dependent made while its blocker is completed is never stuck', async () => {
    for (let round = 0; round < rounds(500); round++) {
      const blocker = await task(ann, web)
      const late = await task(ann, web)
      const acts = [
        () => completeTask(ann, { task: blocker.id }),
        () => createTask(ann, { project: web.id, title: 'Child', dependsOn: [blocker.id], parent: blocker.id }),
        () => addDependency(ann, { task: late.id, dependsOn: blocker.id }),
      ]
      const outcomes = await Promise.all(shuffled(acts).map((act) => act()))
      expect(outcomes).toHaveLength(3)
      const dependents = await db().task.findMany({ where: { blockers: { some: { dependsOnId: blocker.id } } } })
      expect(dependents).toHaveLength(2)
      for (const dependent of dependents) expect(dependent).toMatchObject({ status: 'PENDING', openBlockers: 0, isBlocked: false })
    }
    await expectDerivedRight(web.id)
  })

  it('two opposite edges: never both', async () => {
    for (let round = 0; round < rounds(200); round++) {
      const [a, b] = [await task(ann, web), await task(ann, web)]
      const outcomes = await Promise.allSettled([
        addDependency(ann, { task: a.id, dependsOn: b.id }),
        addDependency(ann, { task: b.id, dependsOn: a.id }),
      ])
      expect(won(outcomes)).toHaveLength(1)
      expect(codes(outcomes)).toEqual(['DEPENDENCY_CYCLE'])
    }
    await expectDerivedRight(web.id)
  })

  it('two complete the two last blockers: the dependent is freed exactly once', async () => {
    for (let round = 0; round < rounds(100); round++) {
      const [a, b] = [await task(ann, web), await task(ann, web)]
      const c = await task(ann, web, { dependsOn: [a.id, b.id] })
      const outcomes = await Promise.all([a, b].map(({ id }) => completeTask(ann, { task: id })))
      expect(outcomes.flatMap((outcome) => outcome.unblocked)).toEqual([c.id])
      expect(await db().event.count({ where: { taskId: c.id, action: 'TASK_UNBLOCKED' } })).toBe(1)
    }
  })

  it('writers of one field with one version: one wins, the others are told of the conflict', async () => {
    const { id } = await task(ann, web)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => updateTask(ann, { task: id, title: `By ${i}`, expectedVersion: 1 })),
    )
    expect(won(outcomes)).toHaveLength(1)
    expect(new Set(codes(outcomes))).toEqual(new Set(['VERSION_CONFLICT']))
    expect(await taskRow(id)).toMatchObject({ version: 2 })
  })

  it('a member who is removed while assigned to: no open task is left with someone outside', async () => {
    for (let round = 0; round < rounds(50); round++) {
      const bob = await member(ann, web)
      const tasks = await Promise.all(Array.from({ length: 3 }, () => task(ann, web)))
      const removal = removeMember(ann, { project: web.id, actor: bob.handle })
      await Promise.allSettled([
        ...tasks.map(({ id }) => assignTask(ann, { task: id, assignee: bob.handle })),
        removal,
        ...tasks.map(({ id }) => claimTask(bob, { task: id })),
      ])
      expect(await db().task.count({ where: { projectId: web.id, assigneeId: bob.actorId, status: { not: 'COMPLETED' } } })).toBe(0)
      expect(await db().claim.count({ where: { holderId: bob.actorId, endedAt: null } })).toBe(0)
    }
    await expectDerivedRight(web.id)
  })
})

describe('50 writers mixing every mutation', () => {
  it('lose nothing that was acknowledged', async () => {
    const shop = await project(ann, { editing: 'OPEN' })
    const writers = await Promise.all(Array.from({ length: 50 }, (_, i) => (i % 2 ? agent(ann, { project: shop }) : member(ann, shop))))
    const pool = await Promise.all(Array.from({ length: 30 }, () => task(ann, shop)))
    const kept: Acknowledged = { created: [], bodies: [], edges: [], titles: new Map() }
    await Promise.all(
      writers.map((writer, i) =>
        work(
          writer,
          i,
          shop,
          pool.map((each) => each.id),
          kept,
        ),
      ),
    )
    expect(kept.created.length).toBeGreaterThan(20)
    expect(await db().task.count({ where: { id: { in: kept.created } } })).toBe(kept.created.length)
    expect(await db().contextEntry.count({ where: { body: { in: kept.bodies } } })).toBe(kept.bodies.length)
    expect(await db().dependency.count({ where: { id: { in: kept.edges } } })).toBe(kept.edges.length)
    for (const [id, titles] of kept.titles) expect(titles).toContain((await taskRow(id)).title)
    await expectDerivedRight(shop.id)
  })
})

interface Acknowledged {
  created: string[]
  bodies: string[]
  edges: string[]
  /** Every title acknowledged for a task of one's own; the last one must be there. */
  titles: Map<string, string[]>
}

/** One writer: makes a task of its own and changes it, and does everything else to tasks that all the others change too. */
async function work(writer: Caller, seed: number, shop: ProjectRow, pool: readonly string[], kept: Acknowledged) {
  const pick = (step: number) => pool[(seed * 7 + step * 13) % pool.length] ?? ''
  const { task: own } = await createTask(writer, { project: shop.id, title: `Own ${seed}`, dependsOn: seed % 3 ? [] : [pick(0)] })
  kept.created.push(own)
  const acts: ((step: number) => Promise<unknown>)[] = [
    (step) => updateTask(writer, { task: own, title: `Own ${seed} ${step}` }).then(() => kept.titles.set(own, [`Own ${seed} ${step}`])),
    (step) => addContext(writer, { task: pick(step), body: `${seed} ${step}` }).then(() => kept.bodies.push(`${seed} ${step}`)),
    (step) => addDependency(writer, { task: own, dependsOn: pick(step) }).then(({ dependency }) => kept.edges.push(dependency)),
    (step) =>
      claimTask(writer, { task: pick(step) }).then(({ task, fence }) =>
        step % 2 ? releaseTask(writer, { task, fence }) : completeTask(writer, { task, fence }),
      ),
    (step) => reopenTask(writer, { task: pick(step) }),
    (step) => holdTask(writer, { task: pick(step), reason: 'r' }).then(({ task }) => releaseHold(writer, { task })),
    (step) => cancelTask(writer, { task: pick(step), policy: 'KEEP_BLOCKED' }),
    (step) => assignTask(writer, { task: pick(step), assignee: step % 2 ? writer.handle : null }),
    () => createTask(writer, { project: shop.id, title: 'Short-lived' }).then(({ task }) => deleteTask(writer, { task })),
  ]
  for (let step = 0; step < acts.length; step++) {
    const act = acts[(seed + step) % acts.length]
    await act?.(step).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error
    })
  }
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((each) => [Math.random(), each] as const)
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each)
}
