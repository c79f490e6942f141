import { expect } from 'vitest'
import { db } from '#lib/db.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { events } from './builders.ts'

const OPEN = ['PENDING', 'BLOCKED', 'IN_PROGRESS']

/** Computes a project's derived columns and counters the slow way, and expects to find them stored; its events count without gaps; the doctor agrees. */
export async function expectDerivedRight(projectId: string): Promise<void> {
  const project = await db().project.findUniqueOrThrow({ where: { id: projectId } })
  const tasks = await db().task.findMany({ where: { projectId }, orderBy: { number: 'asc' } })
  const edges = await db().dependency.findMany({ where: { projectId, kind: 'BLOCKS', releasedAt: null } })
  const claims = await db().claim.findMany({ where: { projectId, endedAt: null } })
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const there = tasks.filter((task) => task.deletedAt === null)
  const rank = (id: string): number => {
    const task = byId.get(id)
    if (!task) return 0
    if (task.deletedAt !== null || !OPEN.includes(task.status)) return -1
    return Math.max(task.priority, ...edges.filter((edge) => edge.dependsOnId === id).map((edge) => rank(edge.taskId)))
  }
  const isOpen = (id: string) => rank(id) >= 0
  const stored = there.map(({ key, openBlockers, isBlocked, status, openDependents, effectivePriority }) => ({
    ...{ key, openBlockers, isBlocked, status, openDependents, effectivePriority },
  }))
  const fresh = there.map((task) => {
    const blockers = edges.filter((edge) => edge.taskId === task.id).map((edge) => byId.get(edge.dependsOnId))
    const openBlockers = blockers.filter((blocker) => blocker && blocker.deletedAt === null && blocker.status !== 'COMPLETED').length
    const isBlocked = openBlockers > 0 || task.holdReason !== null
    return {
      key: task.key,
      openBlockers,
      isBlocked,
      status: task.status === 'PENDING' || task.status === 'BLOCKED' ? (isBlocked ? 'BLOCKED' : 'PENDING') : task.status,
      openDependents: edges.filter((edge) => edge.dependsOnId === task.id && isOpen(edge.taskId)).length,
      effectivePriority: Math.max(task.priority, rank(task.id)),
    }
  })
  expect(stored).toEqual(fresh)
  const count = (status: string) => there.filter((task) => task.status === status).length
  const { pending, blocked, inProgress, completed, cancelled } = project
  expect({ pending, blocked, inProgress, completed, cancelled }).toEqual({
    pending: count('PENDING'),
    blocked: count('BLOCKED'),
    inProgress: count('IN_PROGRESS'),
    completed: count('COMPLETED'),
    cancelled: count('CANCELLED'),
  })
  for (const claim of claims)
    expect(byId.get(claim.taskId)).toMatchObject({ status: 'IN_PROGRESS', assigneeId: claim.holderId, fence: claim.fence })
  await expectEventsRight(project)
  expect(await diagnose()).toEqual([])
}

/** The stream counts from 1 without gaps up to the project's seq, and each task's versions rise by one with the events that change it. */
async function expectEventsRight({ key, seq }: { key: string; seq: number }) {
  const rows = await events({ stream: key })
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: seq }, (_, i) => i + 1))
  const versions = new Map<string, number>()
  for (const { taskId, data } of rows) {
    if (!taskId) continue
    const [before, now] = [versions.get(taskId) ?? 0, Number(data.version)]
    if (now !== before) expect({ taskId, version: now }).toEqual({ taskId, version: before + 1 })
    versions.set(taskId, now)
  }
  const tasks = await db().task.findMany({ where: { id: { in: [...versions.keys()] }, deletedAt: null } })
  for (const task of tasks) expect({ key: task.key, version: versions.get(task.id) }).toEqual({ key: task.key, version: task.version })
}
