import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { grouped } from '../grouped.ts'
import { findProject } from '../project/queries.ts'
import { OPEN_STATUSES } from '../task/status.ts'

export interface Workload {
  /** Open tasks it is the assignee of. */
  openTasks: number
  /** Those of them without an estimate. */
  unestimatedTasks: number
  /** Those whose lease has not run out. */
  openClaims: number
  /** Estimated hours of its open tasks. */
  hours: number
  /** Tasks that it completed as their holder in the last 24 hours. */
  completedLastDay: number
}

interface Asked {
  actorId: string
  /** A project's id or key; null for all that the caller sees. */
  project: string | null
}

const DAY_MS = 24 * 3600_000
const NONE: Workload = { openTasks: 0, unestimatedTasks: 0, openClaims: 0, hours: 0, completedLastDay: 0 }

/** How much is on each actor's hands, as far as the caller sees: in the order asked, null for a project that is missing or hidden. */
export async function workloadsOf(caller: Caller, asked: readonly Asked[]): Promise<(Workload | null)[]> {
  const answers = new Map<string, Map<string, Workload> | null>()
  for (const [ref, some] of grouped(asked, ({ project }) => project ?? ''))
    answers.set(
      ref,
      await workloads(
        caller,
        ref,
        some.map(({ actorId }) => actorId),
      ),
    )
  return asked.map(({ actorId, project }) => {
    const answer = answers.get(project ?? '')
    return answer ? (answer.get(actorId) ?? NONE) : null
  })
}

async function workloads(caller: Caller, ref: string, actorIds: readonly string[]): Promise<Map<string, Workload> | null> {
  const project = ref ? await findProject(caller, ref) : null
  if (ref && !project) return null
  const seen = project ? [project.id] : await visibleProjectIds(caller)
  const within = seen && { projectId: { in: seen } }
  const now = new Date()
  const [tasks, claims, completed] = await Promise.all([
    db().task.groupBy({
      by: ['assigneeId'],
      where: { assigneeId: { in: [...actorIds] }, status: { in: [...OPEN_STATUSES] }, deletedAt: null, ...within },
      _count: { _all: true, estimatedHours: true },
      _sum: { estimatedHours: true },
    }),
    db().claim.groupBy({
      by: ['holderId'],
      where: { holderId: { in: [...actorIds] }, endedAt: null, expiresAt: { gt: now }, ...within },
      _count: { _all: true },
    }),
    db().claim.groupBy({
      by: ['holderId'],
      where: {
        holderId: { in: [...actorIds] },
        outcome: 'COMPLETED',
        endedAt: { gt: new Date(now.getTime() - DAY_MS) },
        ...within,
      },
      _count: { _all: true },
    }),
  ])
  const done = new Map(completed.map((row) => [row.holderId, row._count._all]))
  const held = new Map(claims.map((row) => [row.holderId, row._count._all]))
  const open = new Map(tasks.map((row) => [row.assigneeId, row]))
  return new Map(
    actorIds.map((id) => {
      const row = open.get(id)
      const openTasks = row?._count._all ?? 0
      const unestimatedTasks = openTasks - (row?._count.estimatedHours ?? 0)
      const [openClaims, completedLastDay] = [held.get(id) ?? 0, done.get(id) ?? 0]
      return [id, { openTasks, unestimatedTasks, openClaims, hours: row?._sum.estimatedHours ?? 0, completedLastDay }]
    }),
  )
}

/** How full its hands are: its claims as a share of how many it may hold. Null without a limit. */
export const loadOf = (wipLimit: number | null, openClaims: number) => (wipLimit === null ? null : openClaims / wipLimit)
