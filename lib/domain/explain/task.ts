import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { aside } from '../aside/pool.ts'
import { isLarge } from '../graph/large.ts'
import { findTask } from '../task/find.ts'
import { capabilitiesOf } from '../task/queries.ts'
import type { ProjectRow, TaskRow } from '../task/types.ts'
import { missingFrom, workersOf } from './capable.ts'
import { mayAnswer, mayReleaseHold } from './releasers.ts'
import { type RootCauses, rootCauses } from './root-causes.ts'
import { type Standing, standingsOf } from './standing.ts'

/** Why a task cannot be taken, or not by everybody. The API's enum is made from it. */
export const TASK_REASONS = {
  DELETED: 'It was deleted.',
  PROJECT_ARCHIVED: 'Its project is archived and read-only.',
  COMPLETED: 'It is done.',
  CANCELLED: 'It was cancelled.',
  OPEN_BLOCKERS: 'It waits for other tasks.',
  WAITS_FOR_ANSWER: 'It waits for an answer to a question.',
  ON_HOLD: 'It is on hold.',
  CLAIMED: 'Someone holds it under a lease.',
  LEASE_EXPIRED: 'Its holder has let the lease run out; it is freed within moments.',
  STARTED: 'A person has started it.',
  ASSIGNED: 'It is ready, but only for its assignee.',
  NO_CAPABLE_AGENT: 'No agent of the project has all the capabilities it requires.',
} as const
export type TaskReasonKind = keyof typeof TASK_REASONS

export interface TaskReason {
  kind: TaskReasonKind
  text: string
  /** What would end it. */
  advice: string
  actorId: string | null
  since: Date | null
  until: Date | null
  /** Who may end it, where that is a matter of rights; ids, up to 20. */
  mayEnd: string[]
  /** Required capabilities that are missing. */
  capabilities: string[]
}

export interface TaskExplanation {
  task: TaskRow
  isReady: boolean
  reasons: TaskReason[]
  /** The open blockers, up to 50. */
  blockers: Standing[]
  causes: Standing[]
  causeCount: number
  upstream: number
  truncated: boolean
  text: string
}

const MOST_BLOCKERS = 50

/** Why a task is not ready, down to what would free it. Null when it is missing or hidden. */
export async function explainTask(caller: Caller, ref: string): Promise<TaskExplanation | null> {
  const task = await findTask(caller, ref)
  if (!task) return null
  const project = await db().project.findUniqueOrThrow({ where: { id: task.projectId } })
  const now = new Date()
  const waits = task.deletedAt === null && task.status !== 'COMPLETED' && task.status !== 'CANCELLED'
  const [[own], blockers, roots] = await Promise.all([
    standingsOf([task], now),
    waits && task.openBlockers > 0 ? openBlockers(task.id).then((rows) => standingsOf(rows, now)) : [],
    waits && task.openBlockers > 0 ? causesOf(task, project) : NO_CAUSES,
  ])
  const causes = await standingsOf(await inOrder(roots.tasks), now)
  const reasons = await reasonsOf(task, project, own)
  const isReady = task.status === 'PENDING' && task.deletedAt === null && project.status !== 'ARCHIVED'
  const { count: causeCount, upstream, truncated } = roots
  return { task, isReady, reasons, blockers, causes, causeCount, upstream, truncated, text: inWords(task, isReady, reasons, causes, roots) }
}

const NO_CAUSES: RootCauses = { tasks: [], count: 0, upstream: 0, truncated: false }

function causesOf(task: TaskRow, project: ProjectRow) {
  const here = () => rootCauses(db(), task.id)
  return isLarge(project) ? aside('rootCauses', task.id, here) : here()
}

async function inOrder(ids: readonly string[]): Promise<TaskRow[]> {
  const rows = new Map((await db().task.findMany({ where: { id: { in: [...ids] } } })).map((row) => [row.id, row]))
  return ids.map((id) => rows.get(id)).filter((row) => row !== undefined)
}

async function openBlockers(taskId: string): Promise<TaskRow[]> {
  const edges = await db().dependency.findMany({
    where: { taskId, kind: 'BLOCKS', releasedAt: null, dependsOn: { deletedAt: null, status: { not: 'COMPLETED' } } },
    include: { dependsOn: true },
    orderBy: { dependsOn: { number: 'asc' } },
    take: MOST_BLOCKERS,
  })
  return edges.map((edge) => edge.dependsOn)
}

async function reasonsOf(task: TaskRow, project: ProjectRow, own: Standing | undefined): Promise<TaskReason[]> {
  const reasons: TaskReason[] = []
  const add = (kind: TaskReasonKind, text: string, advice: string, more: Partial<TaskReason> = {}) =>
    reasons.push({ kind, text, advice, actorId: null, since: null, until: null, mayEnd: [], capabilities: [], ...more })
  if (project.status === 'ARCHIVED') add('PROJECT_ARCHIVED', `${project.key} is archived`, 'an owner makes it active again')
  if (task.deletedAt !== null) add('DELETED', 'it was deleted', 'its creator or an owner restores it', { since: task.deletedAt })
  if (reasons.length) return reasons
  if (task.status === 'COMPLETED') add('COMPLETED', 'it is done', 'reopen it if there is more to do', { since: task.completedAt })
  if (task.status === 'CANCELLED') add('CANCELLED', 'it was cancelled', 'reopen it if it is to be done', { since: own?.since ?? null })
  if (task.status === 'COMPLETED' || task.status === 'CANCELLED' || !own) return reasons

  const { actorId, since, until, advice } = own
  const text = own.text.replace(task.key, 'it')
  if (own.kind === 'WAITS_FOR_ANSWER') add(own.kind, text, advice, { actorId, since, mayEnd: await mayAnswer(project) })
  if (own.kind === 'ON_HOLD') add(own.kind, text, advice, { actorId, since, mayEnd: await mayReleaseHold(task, project) })
  if (task.openBlockers > 0) {
    const tasks = `${task.openBlockers} open task${task.openBlockers === 1 ? '' : 's'}`
    add('OPEN_BLOCKERS', `it waits for ${tasks}`, 'finish those, or remove the dependency')
  }
  if (own.kind === 'LEASE_EXPIRED') add('LEASE_EXPIRED', text, advice, { actorId, since, until })
  if (own.kind === 'IN_PROGRESS') add(until === null ? 'STARTED' : 'CLAIMED', text, advice, { actorId, since, until })
  if (own.kind === 'ASSIGNED') add('ASSIGNED', text.replace('it is ready', 'it is'), advice, { actorId })
  if (task.status !== 'IN_PROGRESS' && task.assigneeId === null) {
    const required = (await capabilitiesOf([task.id])).get(task.id) ?? []
    const missing = required.length ? missingFrom(await workersOf(project.id), required) : []
    if (missing.length)
      add('NO_CAPABLE_AGENT', `no agent of ${project.key} has ${missing.join(', ')}`, 'add an agent that has, or let a person do it', {
        capabilities: missing,
      })
  }
  return reasons
}

const NAMED = 3

/** "WEB-14 is not ready: it waits for 2 open tasks. In the end: WEB-9 is in progress by @pax, leased until … (wait for @pax, …)." */
function inWords(
  task: TaskRow,
  isReady: boolean,
  reasons: readonly TaskReason[],
  causes: readonly Standing[],
  { count }: RootCauses,
): string {
  const why = reasons.map((reason) => reason.text).join('; ')
  const head = isReady ? `${task.key} is ready${why ? `, but ${why}` : ': anyone may take it'}.` : `${task.key} is not ready: ${why}.`
  const next = causes.length ? '' : reasons.map((reason) => reason.advice).join('; ')
  const named = causes.slice(0, NAMED).map((cause) => `${cause.text} (${cause.advice})`)
  const rest = count > named.length ? `, and ${count - named.length} more` : ''
  return [head, named.length ? `What would free it: ${named.join('; ')}${rest}.` : '', next ? `What to do: ${next}.` : '']
    .filter(Boolean)
    .join(' ')
}
