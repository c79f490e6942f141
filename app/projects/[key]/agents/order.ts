import type { PresenceState } from '#app/_ui/actor.tsx'
import type { Agent } from './documents.ts'
import type { Figures } from './figures-documents.ts'

export const PRESENCES = ['ONLINE', 'LATE', 'OFFLINE', 'UNKNOWN'] as const satisfies readonly PresenceState[]
export const ORDERS = ['presence', 'load', 'throughput', 'time'] as const
export type Order = (typeof ORDERS)[number]

export const ORDER_WORDS: Record<Order, string> = {
  presence: 'Presence',
  load: 'Load',
  throughput: 'Throughput',
  time: 'Time left',
}

type Sortable = Pick<Agent, 'id' | 'handle' | 'presence' | 'retiredAt' | 'wipLimit'> & {
  workload: Pick<NonNullable<Agent['workload']>, 'openClaims' | 'openTasks'> | null
  currentClaims: readonly Pick<Agent['currentClaims'][number], 'expiresAt'>[]
}

/** Those of the presences and with all of the capabilities asked for; without any, everybody. */
export const chosen = <A extends Pick<Agent, 'presence' | 'capabilities' | 'retiredAt'>>(
  agents: readonly A[],
  { presence, can }: { presence: readonly PresenceState[]; can: readonly string[] },
) =>
  agents.filter(
    (agent) =>
      (presence.length === 0 || (!agent.retiredAt && presence.includes(agent.presence))) &&
      can.every((capability) => agent.capabilities.includes(capability)),
  )

/** Those who press come first: present, full, quick, about to run out. Ties by handle; the retired stand last in any order. */
export function inOrder<A extends Sortable>(agents: readonly A[], order: Order, figures: ReadonlyMap<string, Pick<Figures, 'completed'>>) {
  const rank = (agent: A) => {
    switch (order) {
      case 'presence':
        return PRESENCES.indexOf(agent.presence)
      case 'load':
        return -loadOf(agent)
      case 'throughput':
        return -(figures.get(agent.id)?.completed ?? 0)
      case 'time':
        return Math.min(...agent.currentClaims.map(({ expiresAt }) => Date.parse(expiresAt)))
    }
  }
  const key = new Map(agents.map((agent) => [agent, rank(agent)]))
  const by = (agent: A) => key.get(agent) ?? 0
  return [...agents].sort(
    (a, b) =>
      Number(a.retiredAt !== null) - Number(b.retiredAt !== null) ||
      // Two without a claim are Infinity apart from Infinity.
      (by(a) === by(b) ? 0 : by(a) - by(b)) ||
      (a.handle < b.handle ? -1 : 1),
  )
}

/** How full its hands are: by its limit where it has one, below everybody who is at theirs where it has none. */
function loadOf({ wipLimit, workload }: Sortable) {
  const held = workload?.openClaims ?? 0
  const share = wipLimit === null ? held / (held + 1) : held / wipLimit
  return share + (workload?.openTasks ?? 0) / 1e6
}
