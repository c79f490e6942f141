import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { aside } from '../aside/pool.ts'
import { isLarge } from '../graph/large.ts'
import { plural } from '../graph/path-words.ts'
import { findProject } from '../project/queries.ts'
import type { ProjectRow } from '../task/types.ts'
import { type Worker, workersOf } from './capable.ts'
import type { Facts } from './facts.ts'
import type { Gate } from './gates.ts'
import { ago, type Standing, standingsOf } from './standing.ts'
import { survey } from './survey.ts'

/** How the open tasks of a project divide. The API's enum is made from it. */
export const PROJECT_REASONS = {
  READY: 'Ready, and nobody has them.',
  ASSIGNED: 'Ready, but only for their assignees.',
  NO_CAPABLE_AGENT: 'Ready, but no agent of the project has all the capabilities they require.',
  IN_PROGRESS: 'Being worked on.',
  LEASE_EXPIRED: 'In progress under a lease that has run out; they are freed within moments.',
  OPEN_BLOCKERS: 'Waiting for other tasks.',
  CANCELLED_BLOCKER: 'Waiting for a task that was cancelled and not released.',
  WAITS_FOR_ANSWER: 'Waiting for an answer to a question.',
  ON_HOLD: 'On hold.',
} as const
export type ProjectReasonKind = keyof typeof PROJECT_REASONS

export interface ProjectExplanation {
  project: ProjectRow
  /** Ready tasks that nobody has and some agent can do, or that require nothing. */
  ready: number
  reasons: { kind: ProjectReasonKind; count: number; text: string }[]
  /** What most wait for, each with how it stands. */
  gates: (Gate & { standing: Standing })[]
  /** Tasks on hold or with an open question, the longest waiting first. */
  waiting: Standing[]
  /** What ready tasks require and no agent has. */
  lacking: Facts['lacking']
  agents: { here: string[]; away: string[] }
  nextLeaseExpiry: Facts['nextLease']
  text: string
}

/** Why nothing, or so little, of a project is ready, and what would change it. Null when it is missing or hidden. */
export async function explainProject(caller: Caller, ref: string): Promise<ProjectExplanation | null> {
  const project = await findProject(caller, ref)
  if (!project) return null
  const now = new Date()
  const workers = await workersOf(project.id, db(), now)
  const asked = { projectId: project.id, workers, now }
  const here = () => survey(db(), asked)
  const { facts, gates } = await (isLarge(project) ? aside('survey', asked, here) : here())
  const tasks = await db().task.findMany({ where: { id: { in: [...gates.map((gate) => gate.taskId), ...facts.waiting] } } })
  const standings = new Map((await standingsOf(tasks, now)).map((standing) => [standing.taskId, standing]))
  const stands = (ids: readonly string[]) => ids.map((id) => standings.get(id)).filter((standing) => standing !== undefined)
  const reasons = reasonsOf(facts)
  const shown = gates.flatMap((gate) => stands([gate.taskId]).map((standing) => ({ ...gate, standing })))
  return {
    project,
    ready: facts.ready,
    reasons,
    gates: shown,
    waiting: stands(facts.waiting),
    lacking: facts.lacking,
    agents: {
      here: workers.filter((one) => one.isHere).map((one) => one.id),
      away: workers.filter((one) => !one.isHere).map((one) => one.id),
    },
    nextLeaseExpiry: facts.nextLease,
    text: inWords(project, facts, shown, workers, now),
  }
}

function reasonsOf(facts: Facts): ProjectExplanation['reasons'] {
  const { tasks } = facts
  const are = (count: number) => (count === 1 ? 'is' : 'are')
  const wait = (count: number) => (count === 1 ? 'waits' : 'wait')
  const all = [
    ['READY', facts.ready, (n) => `${plural(n, 'task')} ${are(n)} ready`],
    ['NO_CAPABLE_AGENT', facts.unfit, (n) => `${plural(n, 'task')} ${n === 1 ? 'requires' : 'require'} what no agent is capable of`],
    ['ASSIGNED', tasks.assigned, (n) => `${plural(n, 'task')} ${are(n)} ready, but assigned`],
    ['IN_PROGRESS', tasks.inProgress - facts.lapsed, (n) => `${plural(n, 'task')} ${are(n)} in progress`],
    ['LEASE_EXPIRED', facts.lapsed, (n) => `the lease of ${plural(n, 'task')} has run out`],
    ['OPEN_BLOCKERS', tasks.blocked, (n) => `${plural(n, 'task')} ${wait(n)} for others`],
    ['CANCELLED_BLOCKER', facts.behindCancelled, (n) => `${n.toLocaleString('en')} of them ${wait(n)} for a task that was cancelled`],
    ['WAITS_FOR_ANSWER', facts.asked, (n) => `${plural(n, 'task')} ${wait(n)} for an answer`],
    ['ON_HOLD', tasks.held - facts.asked, (n) => `${plural(n, 'task')} ${are(n)} on hold`],
  ] as const satisfies readonly (readonly [ProjectReasonKind, number, (count: number) => string])[]
  return all.flatMap(([kind, count, text]) => (count > 0 ? [{ kind, count, text: text(count) }] : []))
}

const NAMED = 3

function inWords(project: ProjectRow, facts: Facts, gates: ProjectExplanation['gates'], workers: readonly Worker[], now: Date): string {
  const reasons = reasonsOf(facts)
  if (reasons.length === 0) return `Nothing is open in ${project.key}.`
  const sentences = [facts.ready > 0 ? '' : `Nothing in ${project.key} is ready that somebody could take.`]
  const head = reasons.map((reason) => reason.text).join(', ')
  sentences.push(`${head.charAt(0).toUpperCase()}${head.slice(1)}.`)
  const named = gates
    .slice(0, NAMED)
    .map(
      ({ standing, gatesAll }) =>
        `${standing.text}, and ${plural(gatesAll, 'task')} ${gatesAll === 1 ? 'waits' : 'wait'} for it (${standing.advice})`,
    )
  if (named.length) sentences.push(`What holds most up: ${named.join('; ')}.`)
  const lacking = facts.lacking.slice(0, NAMED).map(({ capabilities, count }) => `${capabilities.join(' and ')} (${plural(count, 'task')})`)
  if (lacking.length) sentences.push(`No agent has ${lacking.join(', ')}.`)
  const away = workers.filter((worker) => !worker.isHere)
  if (workers.length === 0) sentences.push('The project has no agents.')
  else if (away.length === workers.length)
    sentences.push(
      `No agent is online: ${away
        .slice(0, NAMED)
        .map((worker) => lastHeard(worker, now))
        .join(', ')}.`,
    )
  else if (away.length) sentences.push(`${away.length} of ${plural(workers.length, 'agent')} ${away.length === 1 ? 'is' : 'are'} offline.`)
  if (facts.nextLease)
    sentences.push(`The next lease runs out at ${facts.nextLease.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.`)
  return sentences.filter(Boolean).join(' ')
}

const lastHeard = ({ handle, lastSeenAt }: Worker, now: Date) =>
  `@${handle} ${lastSeenAt === null ? 'never called' : `last called ${ago(lastSeenAt, now)} ago`}`
