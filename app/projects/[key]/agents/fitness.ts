import type { Agent } from './documents.ts'

type Worker = Pick<Agent, 'id' | 'handle' | 'presence' | 'capabilities' | 'retiredAt' | 'wipLimit'> & {
  workload: Pick<NonNullable<Agent['workload']>, 'openClaims'> | null
}
interface Work {
  key: string
  requiredCapabilities: readonly string[]
  assignee: { id: string; handle: string } | null
}

/** What the task asks for and the agent does not have. */
export const lacking = ({ capabilities }: Pick<Worker, 'capabilities'>, { requiredCapabilities }: Pick<Work, 'requiredCapabilities'>) =>
  requiredCapabilities.filter((capability) => !capabilities.includes(capability.toLowerCase()))

const isHere = ({ presence }: Worker) => presence === 'ONLINE' || presence === 'LATE'
export const isFull = ({ wipLimit, workload }: Pick<Worker, 'wipLimit' | 'workload'>) =>
  wipLimit !== null && (workload?.openClaims ?? 0) >= wipLimit

/** Why no agent that is there takes a task, in words that do for every task of the kind; null when one can. */
export function whyNobody(task: Work, agents: readonly Worker[]): string | null {
  const working = agents.filter(({ retiredAt }) => !retiredAt)
  const capable = working.filter((agent) => lacking(agent, task).length === 0)
  const here = capable.filter(isHere)
  if (here.some((agent) => !isFull(agent))) return null
  if (working.length === 0) return 'No agent works here.'
  const asked = task.requiredCapabilities
  if (capable.length === 0) return `Asks for ${listed(asked)}, which no agent has${asked.length > 1 ? ' together' : ''}.`
  const who = some((here.length > 0 ? here : capable).map(({ handle }) => handle))
  const isOne = (here.length || capable.length) === 1
  const why = here.length > 0 ? `${who} ${isOne ? 'has' : 'have'} no room for more.` : `${who} ${isOne ? 'is' : 'are'} offline.`
  return asked.length > 0 ? `Asks for ${listed(asked)}: ${why}` : why
}

/** Why none of the ready tasks is for an agent, in words; null when one is. `ready` are all that are ready, or the first of them. */
export function whyNothing(agent: Worker, ready: readonly Work[]): string | null {
  if (isFull(agent)) return `It holds ${agent.wipLimit} of at most ${agent.wipLimit}: it claims the next when one of them ends.`
  if (ready.length === 0) return 'No task is ready.'
  const free = ready.filter(({ assignee }) => assignee === null || assignee.id === agent.id)
  if (free.length === 0) return `${counted(ready.length)} ready, and all are assigned to others.`
  if (free.some((task) => lacking(agent, task).length === 0)) return null
  const asked = new Map<string, number>()
  for (const task of free) for (const one of lacking(agent, task)) asked.set(one, (asked.get(one) ?? 0) + 1)
  const most = [...asked]
    .sort((a, b) => b[1] - a[1])
    .map(([capability, count]) => (free.length > 1 ? `${capability} (${count})` : capability))
  return `${counted(free.length)} ready, and it can take none: ${free.length === 1 ? 'it asks' : 'they ask'} for ${listed(most.slice(0, 4))}.`
}

const counted = (count: number) => (count === 1 ? '1 task is' : `${count} tasks are`)
const words = new Intl.ListFormat('en', { type: 'conjunction' })
const listed = (names: readonly string[]) => words.format(names)
const some = (names: readonly string[]) =>
  names.length > NAMED + 1 ? `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more` : listed(names)
const NAMED = 3
