import type { GraphTask } from './documents.ts'
import type { Refusals, Side } from './reach.ts'

export interface Verdict {
  text: string
  isRefused: boolean
}

/** What comes of a dependency between two tasks; null where there is nothing to say yet. */
export function verdictOf(
  source: string,
  target: string,
  side: Side,
  refusals: Refusals,
  tasks: ReadonlyMap<string, GraphTask>,
): Verdict | null {
  const keyOf = (id: string) => tasks.get(id)?.key ?? id
  if (target === source || !tasks.has(target)) return null
  const [blocker, blocked] = side === 'blocks' ? [source, target] : [target, source]
  if (refusals.present(target)) return { text: `${keyOf(blocker)} blocks ${keyOf(blocked)} already.`, isRefused: true }
  const cycle = refusals.cycleWith(target)
  if (cycle) return { text: `This would close a cycle: ${shortened(cycle.map(keyOf)).join(' → ')}.`, isRefused: true }
  return { text: `${keyOf(blocker)} blocks ${keyOf(blocked)}`, isRefused: false }
}

const MOST_KEYS = 9

function shortened(keys: string[]) {
  return keys.length <= MOST_KEYS ? keys : [...keys.slice(0, 4), `${keys.length - 8} more`, ...keys.slice(-4)]
}
