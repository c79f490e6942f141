import { chunks } from '#lib/chunks.ts'
import { db } from '#lib/db.ts'
import { hasLapsed } from '../claim/lease.ts'
import type { TaskRow } from '../task/types.ts'

/** How an unfinished task stands. The API's enum is made from it. */
export const STANDINGS = {
  READY: 'It is ready and nobody has it.',
  ASSIGNED: 'It is ready, and only its assignee may take it.',
  IN_PROGRESS: 'Someone is working on it.',
  LEASE_EXPIRED: 'Its holder has let the lease run out; it is freed within moments.',
  WAITS_FOR_ANSWER: 'An agent has asked a question, and waits for a person.',
  ON_HOLD: 'It is on hold.',
  BLOCKED: 'It waits for other tasks.',
  CANCELLED: 'It was cancelled, and what depends on it was not released.',
} as const
export type StandingKind = keyof typeof STANDINGS

export interface Standing {
  taskId: string
  kind: StandingKind
  /** Who works on it, is to do it, holds it up or asked; null for nobody, or the system. */
  actorId: string | null
  /** Since when it stands so, where that is known. */
  since: Date | null
  /** When the lease runs out. */
  until: Date | null
  /** How many open tasks wait for it directly. */
  gates: number
  /** What is so, and what would free it. */
  text: string
  advice: string
}

/** How each of these unfinished tasks stands, in their order. Four statements however many they are. */
export async function standingsOf(tasks: readonly TaskRow[], now = new Date()): Promise<Standing[]> {
  const ids = tasks.map((task) => task.id)
  const facts = { claims: new Map<string, Claim>(), questions: new Map<string, Question>(), handles: new Map<string, string>() }
  for (const some of chunks(ids)) {
    const [claims, questions] = await Promise.all([
      db().claim.findMany({ where: { taskId: { in: some }, endedAt: null } }),
      db().question.findMany({ where: { taskId: { in: some }, state: 'OPEN' } }),
    ])
    for (const claim of claims) facts.claims.set(claim.taskId, claim)
    for (const question of questions) facts.questions.set(question.taskId, question)
  }
  const raw = tasks.map((task) => ({ task, ...bare(task, facts.claims.get(task.id), facts.questions.get(task.id), now) }))
  const actorIds = [...new Set(raw.flatMap(({ actorId }) => actorId ?? []))]
  for (const { id, handle } of await db().actor.findMany({ where: { id: { in: actorIds } }, select: { id: true, handle: true } }))
    facts.handles.set(id, handle)
  return raw.map(({ task, ...standing }) => {
    const who = standing.actorId === null ? null : `@${facts.handles.get(standing.actorId) ?? 'someone'}`
    return { ...standing, taskId: task.id, gates: task.openDependents, ...inWords(task, standing, who, now) }
  })
}

interface Claim {
  taskId: string
  holderId: string
  leasedAt: Date
  expiresAt: Date
}
interface Question {
  taskId: string
  askerId: string
  createdAt: Date
}
type Bare = Pick<Standing, 'kind' | 'actorId' | 'since' | 'until'>

/** What matters most comes first: a task on hold that is being worked on shows its holder only once the hold is gone. */
function bare(task: TaskRow, claim: Claim | undefined, question: Question | undefined, now: Date): Bare {
  const nothing = { actorId: null, since: null, until: null }
  if (task.status === 'CANCELLED') return { ...nothing, kind: 'CANCELLED', since: task.updatedAt }
  if (question) return { ...nothing, kind: 'WAITS_FOR_ANSWER', actorId: question.askerId, since: question.createdAt }
  if (task.holdReason !== null) return { ...nothing, kind: 'ON_HOLD', actorId: task.heldById, since: task.heldAt }
  if (claim) {
    const kind = hasLapsed(claim, now) ? ('LEASE_EXPIRED' as const) : ('IN_PROGRESS' as const)
    return { kind, actorId: claim.holderId, since: claim.leasedAt, until: claim.expiresAt }
  }
  if (task.status === 'IN_PROGRESS') return { ...nothing, kind: 'IN_PROGRESS', actorId: task.assigneeId, since: task.startedAt }
  if (task.openBlockers > 0) return { ...nothing, kind: 'BLOCKED', actorId: task.assigneeId }
  return { ...nothing, kind: task.assigneeId === null ? 'READY' : 'ASSIGNED', actorId: task.assigneeId }
}

function inWords(task: TaskRow, { kind, since, until }: Bare, who: string | null, now: Date): Pick<Standing, 'text' | 'advice'> {
  const time = since === null ? '' : ` for ${ago(since, now)}`
  switch (kind) {
    case 'READY':
      return { text: `${task.key} is ready and nobody has it`, advice: `claim ${task.key}, or assign it` }
    case 'ASSIGNED':
      return { text: `${task.key} is ready for ${who}`, advice: `${who} claims it, or it is assigned to someone else` }
    case 'IN_PROGRESS':
      return {
        text: `${task.key} is in progress by ${who ?? 'nobody'}${time}${until === null ? '' : `, leased until ${clock(until)}`}`,
        advice: until === null ? `${who ?? 'its assignee'} completes it, or releases it` : `wait for ${who}, or let an owner take it over`,
      }
    case 'LEASE_EXPIRED':
      return { text: `the lease of ${who} on ${task.key} has run out`, advice: 'it is freed within moments; claim it then' }
    case 'WAITS_FOR_ANSWER':
      return { text: `${task.key} has waited${time} for an answer to ${who}`, advice: 'a member answers or declines the question' }
    case 'ON_HOLD':
      return {
        text: `${task.key} has been on hold${time}${who === null ? '' : `, by ${who}`}: ${short(task.holdReason ?? '')}`,
        advice: 'its creator or assignee, or an owner, releases the hold',
      }
    case 'BLOCKED':
      return {
        text: `${task.key} waits for ${task.openBlockers} open task${task.openBlockers === 1 ? '' : 's'}`,
        advice: 'see what those wait for',
      }
    case 'CANCELLED':
      return { text: `${task.key} was cancelled and still gates`, advice: `remove the dependency on ${task.key}, or reopen it` }
  }
}

const QUOTED = 120
const short = (text: string) => {
  const line = [...text.trim().replace(/\s+/gu, ' ')]
  return line.length > QUOTED ? `${line.slice(0, QUOTED - 1).join('')}…` : line.join('')
}

/** "12:40 UTC", and the day when it is another. */
const clock = (time: Date) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** "4 min", "3 h", "2 days": how long ago. */
export function ago(since: Date, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - since.getTime()) / 60_000))
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return `${minutes} min`
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`
  return `${Math.round(minutes / 1440)} days`
}
