import { isCapable, missingFrom } from '../explain/capable.ts'
import { plural } from '../graph/path-words.ts'
import { priorityName } from '../task/types.ts'
import type { Agent, Ready } from './read.ts'

/** Why a ready task is given to nobody. The API's enum is made from it. */
export const LEFT_KINDS = {
  NO_AGENT: 'The project has no agents that take work, or none was named.',
  NO_CAPABLE_AGENT: 'No agent has all the capabilities it requires.',
  AGENTS_OFFLINE: 'The agents that are capable of it are offline.',
  AGENTS_FULL: 'The agents that are capable of it have as many tasks as they may.',
  BACKING_OFF: 'The agents that are capable of it failed it repeatedly, and may take it again later.',
} as const
export type LeftKind = keyof typeof LEFT_KINDS

/** "On the critical path; @pax is capable of rust and sql, and has 2 of at most 3 tasks with it." */
export function whyGiven(
  task: Ready,
  agent: Agent,
  { isCritical, from, count }: { isCritical: boolean; from: Agent | null; count: number },
) {
  const why = [
    ...(from ? [whyMoved(from)] : []),
    ...(isCritical ? ['on the critical path'] : []),
    ...(task.effectivePriority >= 2 ? [`${priorityName(task.effectivePriority).toLowerCase()} priority`] : []),
    ...(task.openDependents > 0 ? [`${plural(task.openDependents, 'task')} ${task.openDependents === 1 ? 'waits' : 'wait'} for it`] : []),
  ]
  const can = task.required.length ? `is capable of ${listed(task.required)} and ` : ''
  const limit = agent.wipLimit === null ? plural(count, 'task') : `${count} of at most ${plural(agent.wipLimit, 'task')}`
  const sentence = [...why, `@${agent.handle} ${can}then has ${limit}`].join('; ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

function whyMoved({ handle, isHere, load, wipLimit }: Agent) {
  return isHere ? `@${handle} has ${load} tasks and may hold ${wipLimit ?? load}` : `@${handle} is offline`
}

interface Around {
  agents: readonly Agent[]
  takes: (agent: Agent) => boolean
  backingOff: readonly string[]
  from: Agent | null
}

export function whyLeft(task: Ready, { agents, takes, backingOff, from }: Around): { kind: LeftKind; reason: string } {
  const stays = from ? `It stays with @${from.handle}: ` : ''
  const say = (kind: LeftKind, reason: string) => ({
    kind,
    reason: stays + (stays ? reason : `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`),
  })
  const others = agents.filter((agent) => agent.id !== task.assigneeId)
  if (!others.length) return say('NO_AGENT', from ? 'there is no other agent.' : 'there is no agent that takes work.')
  const capable = others.filter((agent) => isCapable(agent, task.required))
  if (!capable.length) return say('NO_CAPABLE_AGENT', `no ${from ? 'other ' : ''}agent has ${listed(missingFrom(others, task.required))}.`)
  const here = capable.filter(takes)
  if (!here.length) return say('AGENTS_OFFLINE', `${names(capable)} ${capable.length === 1 ? 'is' : 'are'} offline.`)
  const free = here.filter((agent) => !backingOff.includes(agent.id))
  if (!free.length) return say('BACKING_OFF', `${names(here)} failed it repeatedly and may take it again later.`)
  return say(
    'AGENTS_FULL',
    `${names(free)} ${free.length === 1 ? 'has' : 'have'} as many tasks as ${free.length === 1 ? 'it' : 'they'} may.`,
  )
}

const NAMED = 3
const names = (agents: readonly Agent[]) => {
  const named = agents.slice(0, NAMED).map((agent) => `@${agent.handle}`)
  return agents.length > NAMED ? `${named.join(', ')} and ${agents.length - NAMED} more` : listed(named)
}
const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
