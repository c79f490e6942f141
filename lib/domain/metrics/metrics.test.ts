import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { newId } from '#lib/id.ts'
import { agent, caller, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { dice } from '#lib/testing/dice.ts'
import { createPlan } from '../plan/create.ts'
import type { ProjectRow } from '../task/types.ts'
import { metricsOf } from './queries.ts'
import { daysOf } from './range.ts'
import { DISTRIBUTION_HOURS, type Metrics } from './types.ts'

const FROM = new Date('2026-03-01T10:00:00Z')
const TO = new Date('2026-03-31T22:30:00Z')
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
  const [found] = await metricsOf(by, [{ by: what, id, project: more.project ?? null, from: more.from ?? FROM, to: more.to ?? TO }])
  return found ?? null
}

/** Completed tasks with every figure present or not, spread over and around the range. */
async function history(of: ProjectRow, count: number, seed: number) {
  const roll = dice(seed)
  const tasks = Array.from({ length: count }, (_, i) => ({ title: `Task ${i}` }))
  const { tasks: ids } = await createPlan(ann, { project: of.id, tasks })
  await transaction([of.id], async (tx) => {
    for (const id of ids) {
      const completedAt = new Date(FROM.getTime() + (roll(1000) - 100) * HOUR + roll(3600_000))
      const startedAt = roll(5) ? new Date(completedAt.getTime() - roll(100) * HOUR - roll(3600_000)) : null
      const createdAt = new Date((startedAt ?? completedAt).getTime() - roll(200) * HOUR)
      const rated = roll(2) === 0
      await tx.task.update({
        where: { id },
        data: {
          ...{ status: roll(10) ? 'COMPLETED' : 'CANCELLED', completedAt, startedAt, createdAt, deletedAt: roll(12) ? null : completedAt },
          assigneeId: [null, ...bots.map((bot) => bot.actorId)][roll(3)],
          estimatedHours: roll(3) ? 1 + roll(20) : null,
          actualHours: roll(3) ? roll(30) : null,
          deadline: roll(2) ? new Date(completedAt.getTime() + (roll(100) - 50) * HOUR) : null,
          ...(rated ? { feedbackQuality: 1 + roll(5), feedbackTimeliness: 1 + roll(5), feedbackAt: completedAt } : {}),
        },
      })
      const holderId = bots[roll(2)]?.actorId ?? ''
      const outcome = (['COMPLETED', 'FAILED', 'EXPIRED', 'RELEASED'] as const)[roll(4)] ?? 'COMPLETED'
      const claim = { id: newId('clm'), taskId: id, projectId: of.id, holderId, fence: 1, leasedAt: createdAt, expiresAt: completedAt }
      await tx.claim.create({ data: { ...claim, endedAt: new Date(completedAt.getTime() + roll(50) * HOUR), outcome } })
    }
  })
}

/** The same figures the slow way, row by row. */
async function recomputed(of: { projectId?: string; actorId?: string }, from = FROM, to = TO): Promise<Metrics> {
  const within = (time: Date | null) => time !== null && time >= from && time < to
  const rows = (await db().task.findMany()).filter(
    (row) =>
      row.status === 'COMPLETED' &&
      row.deletedAt === null &&
      within(row.completedAt) &&
      (of.projectId === undefined || row.projectId === of.projectId) &&
      (of.actorId === undefined || row.assigneeId === of.actorId),
  )
  const claims = (await db().claim.findMany()).filter(
    (row) =>
      within(row.endedAt) &&
      (of.projectId === undefined || row.projectId === of.projectId) &&
      (of.actorId === undefined || row.holderId === of.actorId),
  )
  const mean = (values: number[]) => (values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null)
  const spread = (values: number[]) => {
    const sorted = values.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? null
    return {
      ...{ count: sorted.length, p50Hours: at(0.5), p85Hours: at(0.85), p90Hours: at(0.9), meanHours: mean(sorted) },
      distribution: [...DISTRIBUTION_HOURS, null].map((upToHours, step) => ({
        upToHours,
        count: sorted.filter((value) => value > (DISTRIBUTION_HOURS[step - 1] ?? -1e9) && value <= (upToHours ?? Infinity)).length,
      })),
    }
  }
  const hours = (start: Date | null, end: Date | null) => (start && end ? [(end.getTime() - start.getTime()) / HOUR] : [])
  const ratios = rows.flatMap((row) =>
    row.estimatedHours !== null && row.actualHours !== null ? [row.actualHours / row.estimatedHours] : [],
  )
  const due = rows.flatMap(({ deadline, completedAt }) => (deadline && completedAt ? [completedAt <= deadline] : []))
  const met = due.filter(Boolean).length
  const rated = rows.filter((row) => row.feedbackQuality !== null)
  return {
    ...{ from, to, completed: rows.length },
    throughput: daysOf({ from, to }).map((day) => ({
      day,
      completed: rows.filter((row) => row.completedAt?.toISOString().startsWith(day)).length,
    })),
    cycleTime: spread(rows.flatMap((row) => hours(row.startedAt, row.completedAt))),
    leadTime: spread(rows.flatMap((row) => hours(row.createdAt, row.completedAt))),
    estimates: {
      count: ratios.length,
      meanRatio: mean(ratios),
      meanErrorPercent: mean(ratios.map((ratio) => Math.abs(ratio - 1) * 100)),
    },
    feedback: {
      count: rated.length,
      quality: mean(rated.flatMap((row) => row.feedbackQuality ?? [])),
      timeliness: mean(rated.flatMap((row) => row.feedbackTimeliness ?? [])),
    },
    deadlines: { count: due.length, met, rate: due.length ? met / due.length : null },
    failedAttempts: claims.filter((row) => row.outcome === 'FAILED').length,
    expiredLeases: claims.filter((row) => row.outcome === 'EXPIRED').length,
  }
}

/** Sums of floating numbers differ in their last places by the order in which they were added. */
const rounded = (metrics: Metrics | null): unknown =>
  JSON.parse(JSON.stringify(metrics, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value)))

describe('metrics', () => {
  it('are what a slow recomputation finds, for a project and for each actor', async () => {
    const shop = await project(ann)
    await history(web, 150, 7)
    await history(shop, 60, 11)
    for (const { id } of [web, shop]) expect(rounded(await ask(ann, 'project', id))).toEqual(rounded(await recomputed({ projectId: id })))
    const found = await metricsOf(
      ann,
      bots.map(({ actorId }) => ({ by: 'actor' as const, id: actorId, project: null, from: FROM, to: TO })),
    )
    for (const [i, { actorId }] of bots.entries()) {
      expect(rounded(found[i] ?? null)).toEqual(rounded(await recomputed({ actorId })))
      expect(rounded(await ask(ann, 'actor', actorId, { project: web.key }))).toEqual(
        rounded(await recomputed({ actorId, projectId: web.id })),
      )
    }
    expect(found[0]?.completed).toBeGreaterThan(10)
    expect(found[0]?.failedAttempts).toBeGreaterThan(0)
  })

  it('of a large project are the same, found beside everything else', async () => {
    const of = await project(ann)
    await history(of, 40, 5)
    const small = await ask(ann, 'project', of.id)
    await transaction([of.id], (tx) => tx.project.update({ where: { id: of.id }, data: { completed: 5_000 } }))
    expect(await ask(ann, 'project', of.id)).toEqual(small)
    expect(small?.completed).toBeGreaterThan(0)
  })

  it('count a day in UTC, from its first millisecond, and the end of the range not', async () => {
    const of = await project(ann)
    const moments = ['2026-03-09T23:59:59.999Z', '2026-03-10T00:00:00.000Z', '2026-03-11T23:59:59.999Z', '2026-03-12T00:00:00.000Z']
    for (const at of moments) {
      const { id } = await task(ann, of)
      await transaction([of.id], (tx) => tx.task.update({ where: { id }, data: { status: 'COMPLETED', completedAt: new Date(at) } }))
    }
    const range = { from: new Date('2026-03-10T00:00:00Z'), to: new Date('2026-03-12T00:00:00Z') }
    expect(await ask(ann, 'project', of.id, range)).toMatchObject({
      completed: 2,
      throughput: [
        { day: '2026-03-10', completed: 1 },
        { day: '2026-03-11', completed: 1 },
      ],
    })
  })

  it('say nothing where there is nothing to say', async () => {
    const none = { count: 0, p50Hours: null, p85Hours: null, p90Hours: null, meanHours: null }
    expect(await ask(ann, 'project', (await project(ann)).id)).toMatchObject({
      completed: 0,
      cycleTime: none,
      leadTime: none,
      estimates: { count: 0, meanRatio: null, meanErrorPercent: null },
      feedback: { count: 0, quality: null, timeliness: null },
      deadlines: { count: 0, met: 0, rate: null },
      failedAttempts: 0,
      expiredLeases: 0,
    })
  })

  it('tell a stranger nothing, and whoever sees a part of an actor’s projects that part', async () => {
    const stranger = await person()
    const [bot] = bots
    expect(await ask(stranger, 'project', web.id)).toBeNull()
    expect(await ask(stranger, 'actor', bot?.actorId ?? '', { project: web.id })).toBeNull()
    expect(await ask(stranger, 'actor', bot?.actorId ?? '')).toMatchObject({ completed: 0, failedAttempts: 0 })
    const part = caller(ann, { projectIds: [web.id] })
    expect(rounded(await ask(part, 'actor', bot?.actorId ?? ''))).toEqual(
      rounded(await recomputed({ actorId: bot?.actorId ?? '', projectId: web.id })),
    )
  })

  it('are of at most 366 days, the last 30 unless told otherwise', async () => {
    const invalid = { code: 'INVALID_INPUT', issues: [{ field: 'from' }] }
    await expect(ask(ann, 'project', web.id, { from: TO, to: FROM })).rejects.toMatchObject(invalid)
    await expect(ask(ann, 'project', web.id, { from: new Date('2025-01-01'), to: new Date('2026-01-03') })).rejects.toMatchObject(invalid)
    const [usual] = await metricsOf(ann, [{ by: 'project', id: web.id, project: null, from: null, to: null }])
    expect(Number(usual?.to) - Number(usual?.from)).toBe(30 * 24 * HOUR)
  })
})
