import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, dialect, transaction } from '#lib/db.ts'
import { DomainError, InvalidInputError } from '#lib/errors.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { dice } from '#lib/testing/dice.ts'
import { addDependency } from '../dependency/add.ts'
import { cancelTask } from '../task/cancel.ts'
import { claimTask } from '../task/claim.ts'
import { completeTask } from '../task/complete.ts'
import { deleteTask } from '../task/delete.ts'
import { holdTask } from '../task/hold.ts'
import { releaseTask } from '../task/release.ts'
import { releaseHold } from '../task/release-hold.ts'
import { reopenTask } from '../task/reopen.ts'
import { startTask } from '../task/start.ts'
import type { ProjectRow } from '../task/types.ts'
import { flow } from './flow.ts'
import { flowsOf } from './queries.ts'
import { daysOf } from './range.ts'
import type { Flow } from './types.ts'

const FROM = new Date('2026-03-05T10:00:00Z')
const TO = new Date('2026-03-20T22:30:00Z')
const START = new Date('2026-03-01T00:00:00Z').getTime()
const HOUR = 3600_000

let ann: Caller
let bots: Caller[]
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bots = [await agent(ann, { project: web }), await agent(ann, { project: web })]
})

const ask = async (by: Caller, what: 'project' | 'actor', id: string, more: { project?: string; from?: Date; to?: Date } = {}) => {
  const [found] = await flowsOf(by, [{ by: what, id, project: more.project ?? null, from: more.from ?? FROM, to: more.to ?? TO }])
  return found ?? null
}

/** Acts at random, refused ones too, and moves what happened to hours of March, in the order in which it happened. */
async function live(of: ProjectRow, acts: number, seed: number) {
  const roll = dice(seed)
  const ids: string[] = []
  const one = () => ids[roll(ids.length)] ?? ''
  const bot = () => bots[roll(bots.length)] ?? ann
  const can: (() => Promise<unknown>)[] = [
    () => task(ann, of).then(({ id }) => ids.push(id)),
    () => addDependency(ann, { task: one(), dependsOn: one(), kind: 'BLOCKS' }),
    () => startTask(ann, { task: one() }),
    () => claimTask(bot(), { task: one() }),
    () => claimTask(bot(), { task: one() }),
    async () => {
      const claim = await db().claim.findFirst({ where: { taskId: one(), endedAt: null } })
      const holder = bots.find(({ actorId }) => actorId === claim?.holderId)
      const act = roll(2) ? releaseTask : completeTask
      if (claim && holder) await act(holder, { task: claim.taskId, fence: claim.fence })
    },
    () => completeTask(ann, { task: one() }),
    () => cancelTask(ann, { task: one(), policy: roll(2) ? 'RELEASE' : 'KEEP_BLOCKED' }),
    () => reopenTask(ann, { task: one() }),
    () => holdTask(ann, { task: one(), reason: 'Later' }),
    () => releaseHold(ann, { task: one() }),
    () => deleteTask(ann, { task: roll(6) ? 'none' : one() }),
  ]
  for (let i = 0; i < 12; i++) ids.push((await task(ann, of)).id)
  for (let i = 0; i < acts; i++) await can[roll(can.length)]?.().catch(onlyRefusals)
  await spread(of, roll)
}

function onlyRefusals(error: unknown) {
  if (!(error instanceof DomainError || error instanceof InvalidInputError)) throw error
}

async function spread(of: ProjectRow, roll: (most: number) => number) {
  const events = await db().event.findMany({ where: { projectId: of.id }, orderBy: { seq: 'asc' } })
  let at = START
  await transaction([of.id], async (tx) => {
    for (const { stream, seq, taskId, action } of events) {
      at += roll(6 * HOUR)
      const time = new Date(at)
      await tx.event.update({ where: { stream_seq: { stream, seq } }, data: { createdAt: time } })
      if (taskId && action === 'TASK_CREATED') await tx.task.update({ where: { id: taskId }, data: { createdAt: time } })
      if (taskId && action === 'TASK_COMPLETED')
        await tx.task.updateMany({ where: { id: taskId, completedAt: { not: null } }, data: { completedAt: time } })
    }
  })
}

interface Stay {
  taskId: string
  assigneeId: string | null
  status: string
  holder: string | null
  from: number
  until: number
}

/** Every stay of a task in a status, from its events one by one. */
async function stays(of: ProjectRow): Promise<Stay[]> {
  const found: Stay[] = []
  for (const row of await db().task.findMany({ where: { projectId: of.id, deletedAt: null } })) {
    const events = await db().event.findMany({ where: { taskId: row.id }, orderBy: { seq: 'asc' } })
    const moves = events.flatMap((event) =>
      (JSON.parse(event.changes) as { field: string; old: string; new: string }[])
        .filter(({ field }) => field === 'status')
        .map((change) => ({ at: event.createdAt.getTime(), actor: event.actorId, ...change })),
    )
    const points = [{ at: row.createdAt.getTime(), actor: row.assigneeId, new: moves[0]?.old ?? row.status }, ...moves]
    expect(points.at(-1)?.new, `the last status of ${row.key} that its events tell`).toBe(row.status)
    for (const [i, point] of points.entries()) {
      const until = points[i + 1]?.at ?? Infinity
      const holder = point.new === 'IN_PROGRESS' ? point.actor : null
      found.push({ taskId: row.id, assigneeId: row.assigneeId, status: point.new, holder, from: point.at, until })
    }
  }
  return found
}

async function recomputed(of: ProjectRow, actorId: string | null): Promise<Flow> {
  const all = await stays(of)
  const own = all.filter((stay) => actorId === null || stay.assigneeId === actorId)
  const held = all.filter((stay) => actorId === null || stay.holder === actorId)
  const rows = (await db().task.findMany({ where: { projectId: of.id, deletedAt: null, status: 'COMPLETED' } })).filter(
    (row) => actorId === null || row.assigneeId === actorId,
  )
  const days = daysOf({ from: FROM, to: TO }).map((day) => {
    const end = Math.min(new Date(`${day}T00:00:00Z`).getTime() + 24 * HOUR, TO.getTime())
    const at = (some: Stay[], status: (name: string) => boolean) =>
      some.filter((stay) => status(stay.status) && stay.from < end && stay.until >= end).length
    return {
      day,
      scope: at(own, (name) => name !== 'CANCELLED'),
      completed: rows.filter(({ completedAt }) => completedAt && completedAt.getTime() < end).length,
      inProgress: at(held, (name) => name === 'IN_PROGRESS'),
      blocked: at(own, (name) => name === 'BLOCKED'),
    }
  })
  const hours = new Map<string, number>()
  for (const stay of own.filter(({ status }) => status === 'BLOCKED')) {
    const ms = Math.min(stay.until, TO.getTime()) - Math.max(stay.from, FROM.getTime())
    if (ms > 0) hours.set(stay.taskId, (hours.get(stay.taskId) ?? 0) + ms / HOUR)
  }
  const longest = [...hours].map(([taskId, value]) => ({ taskId, hours: value })).sort((a, b) => b.hours - a.hours)
  const totalHours = longest.reduce((sum, one) => sum + one.hours, 0)
  const ends = rows.flatMap(({ completedAt }) => (completedAt && completedAt < TO ? [completedAt.getTime()] : []))
  const lastCompletedAt = ends.length ? new Date(Math.max(...ends)) : null
  return { days, lastCompletedAt, blocked: { totalHours, tasks: longest.length, longest: longest.slice(0, 20) } }
}

const rounded = (found: Flow | null): unknown =>
  JSON.parse(JSON.stringify(found, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(2)) : value)))

describe('the flow of work', () => {
  it('is what a slow replay of every event finds, for a project and for each agent', async () => {
    await live(web, 170, 7)
    const found = await ask(ann, 'project', web.id)
    expect(rounded(found)).toEqual(rounded(await recomputed(web, null)))
    expect(found?.blocked.longest.length).toBeGreaterThan(2)
    expect(Math.max(...(found?.days.map(({ inProgress }) => inProgress) ?? []))).toBeGreaterThan(1)
    for (const { actorId } of bots) {
      const own = await ask(ann, 'actor', actorId, { project: web.key })
      expect(rounded(own)).toEqual(rounded(await recomputed(web, actorId)))
    }
  })

  it('is the same of a large project, read beside everything else', async () => {
    const small = await ask(ann, 'project', web.id)
    await transaction([web.id], (tx) => tx.project.update({ where: { id: web.id }, data: { seq: { increment: 20_000 } } }))
    expect(await ask(ann, 'project', web.id)).toEqual(small)
  })

  it('counts what is blocked up to now and no further', async () => {
    const of = await project(ann)
    const { id } = await task(ann, of)
    await holdTask(ann, { task: id, reason: 'Later' })
    const now = new Date()
    const range = { from: new Date(now.getTime() - HOUR), to: new Date(now.getTime() + 48 * HOUR) }
    const asked = { by: 'project' as const, ids: [of.id], projects: null, range }
    const found = (await flow(db(), dialect(), asked, new Date(now.getTime() + 2 * HOUR))).get(of.id)
    expect(found?.blocked).toMatchObject({ tasks: 1, longest: [{ taskId: id }] })
    expect(found?.blocked.totalHours).toBeCloseTo(2, 1)
    expect(found?.days.at(-1)).toMatchObject({ scope: 1, completed: 0, inProgress: 0, blocked: 1 })
  })

  it('says nothing where nothing was done, and nothing to a stranger', async () => {
    const of = await project(ann)
    const found = await ask(ann, 'project', of.id)
    expect(found?.days).toHaveLength(16)
    expect(found?.days.at(-1)).toEqual({ day: '2026-03-20', scope: 0, completed: 0, inProgress: 0, blocked: 0 })
    expect(found?.blocked).toEqual({ totalHours: 0, tasks: 0, longest: [] })
    const stranger = await person()
    expect(await ask(stranger, 'project', web.id)).toBeNull()
    expect(await ask(stranger, 'actor', bots[0]?.actorId ?? '', { project: web.id })).toBeNull()
    expect((await ask(stranger, 'actor', bots[0]?.actorId ?? ''))?.days.at(-1)).toMatchObject({ scope: 0, inProgress: 0 })
  })
})
