import { createHash } from 'node:crypto'
import { isCapable } from '../explain/capable.ts'
import { match } from './match.ts'
import { type Agent, excessOf, type Ready, type Situation } from './read.ts'
import { type LeftKind, whyGiven, whyLeft } from './words.ts'

/** The most tasks that are handed out in one write. */
export const MOST_ASSIGNED = 500

export interface Assignment {
  task: Ready
  agent: Agent
  /** From whom it is moved; null for a task that nobody had. */
  from: Agent | null
  isCritical: boolean
  reason: string
}

export interface Left {
  task: Ready
  kind: LeftKind
  reason: string
}

export interface Proposal {
  assignments: Assignment[]
  left: Left[]
  leftCount: number
  /** More could be handed out, or more is ready than was considered: ask again. */
  truncated: boolean
  /** The same as long as the same would be done. */
  fingerprint: string
}

interface Options {
  includeOffline: boolean
  /** Ids of the tasks on the critical path. */
  critical: ReadonlySet<string>
}

/** Who gets what: as many tasks as a largest matching of capabilities within the limits would give, the most urgent first, spread evenly. */
export function propose(
  { agents, ready, stuck, unfit, unfitCount, truncated, backingOff }: Situation,
  { includeOffline, critical }: Options,
): Proposal {
  const byId = new Map(agents.map((agent) => [agent.id, agent]))
  const excess = beyondLimits(stuck, agents, includeOffline)
  // Work that nobody has goes before work that someone has, however urgent: it is given to as many as can be.
  const asked = [...inOrder(ready, critical), ...inOrder(excess, critical)]
  const takes = (agent: Agent) => agent.isHere || includeOffline
  const room = agents.map((agent) => (takes(agent) ? roomOf(agent, asked.length) : 0))
  const kinds = new Map<string, { kind: number; capable: number[] }>()
  const kindOf = (task: Ready) => {
    const away = backingOff.get(task.id) ?? []
    const name = JSON.stringify([task.required, away, task.assigneeId])
    const known = kinds.get(name) ?? { kind: kinds.size, capable: agents.flatMap((agent, i) => (canTake(agent, task, away) ? [i] : [])) }
    kinds.set(name, known)
    return known.kind
  }
  const classes = asked.map(kindOf)
  const given = match(classes, {
    room,
    load: agents.map((agent) => agent.load),
    capable: [...kinds.values()].map(({ capable }) => capable),
  })
  const count = new Map<string, number>()
  const assignments: Assignment[] = []
  const left: Left[] = []
  for (const [i, task] of asked.entries()) {
    const agent = agents[given[i] ?? -1]
    const from = task.assigneeId === null ? null : (byId.get(task.assigneeId) ?? null)
    if (!agent) {
      left.push({ task, ...whyLeft(task, { agents, takes, backingOff: backingOff.get(task.id) ?? [], from }) })
      continue
    }
    count.set(agent.id, (count.get(agent.id) ?? agent.load) + 1)
    const isCritical = critical.has(task.id)
    assignments.push({
      task,
      agent,
      from,
      isCritical,
      reason: whyGiven(task, agent, { isCritical, from, count: count.get(agent.id) ?? 0 }),
    })
  }
  for (const task of unfit) left.push({ task, ...whyLeft(task, { agents, takes, backingOff: [], from: null }) })
  const shown = assignments.slice(0, MOST_ASSIGNED)
  return {
    assignments: shown,
    left,
    leftCount: left.length - unfit.length + unfitCount,
    truncated: truncated || assignments.length > shown.length,
    fingerprint: fingerprintOf(shown),
  }
}

const roomOf = ({ wipLimit, load }: Agent, tasks: number) => (wipLimit === null ? tasks : Math.max(0, wipLimit - load))

function canTake(agent: Agent, task: Ready, backingOff: readonly string[]) {
  return agent.id !== task.assigneeId && !backingOff.includes(agent.id) && isCapable(agent, task.required)
}

/** What agents have beyond their limits: the least urgent of their tasks, in ready order. */
function beyondLimits(stuck: readonly Ready[], agents: readonly Agent[], includeOffline: boolean): Ready[] {
  const excess = new Map(agents.map((agent) => [agent.id, excessOf(agent, includeOffline)]))
  const moved = stuck.toReversed().filter(({ assigneeId }) => {
    const more = excess.get(assigneeId ?? '') ?? 0
    excess.set(assigneeId ?? '', more - 1)
    return more > 0
  })
  return moved.reverse()
}

const CRITICAL = 3

/** What is of critical priority first, then the critical path, then as the ready queue has it. */
function inOrder(tasks: readonly Ready[], critical: ReadonlySet<string>): Ready[] {
  const rank = (task: Ready) => (task.effectivePriority === CRITICAL ? 2 : critical.has(task.id) ? 1 : 0)
  return [...tasks].sort((a, b) => rank(b) - rank(a))
}

function fingerprintOf(assignments: readonly Assignment[]): string {
  const lines = assignments.map(({ task, agent, from }) => `${task.id} ${agent.id} ${from?.id ?? ''}`).sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)
}
