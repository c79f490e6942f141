import type { Birth } from '../task/birth.ts'
import type { Link } from '../task/links.ts'

/**
 * The place in which each task comes up when one task after another is taken in ready order and completed. What waits for
 * an open task outside the plan has to wait for longer than the plan can know: it comes up after all that does not.
 */
export function turnsOf(births: readonly Birth[], links: readonly Link[]): number[] {
  const gates = links.filter((link) => link.kind === 'BLOCKS')
  const waits = births.map(() => 0)
  const dependents = births.map((): number[] => [])
  const outside = births.map(() => false)
  for (const { from, to } of gates) {
    if (typeof to !== 'number') outside[from] ||= to.isOpen
    else {
      waits[from] = (waits[from] ?? 0) + 1
      dependents[to]?.push(from)
    }
  }
  const before = (a: number, b: number) => {
    const [one, other] = [births[a], births[b]]
    if (!one || !other) return 0
    return (
      Number(outside[a]) - Number(outside[b]) ||
      other.effectivePriority - one.effectivePriority ||
      other.openDependents - one.openDependents ||
      a - b
    )
  }
  const turns = births.map(() => 0)
  const ready = waits.flatMap((count, position) => (count === 0 ? [position] : []))
  for (let turn = 1; ready.length; turn++) {
    ready.sort(before)
    const next = ready.shift() ?? 0
    turns[next] = turn
    for (const dependent of dependents[next] ?? []) {
      if (outside[next]) outside[dependent] = true
      const left = (waits[dependent] ?? 1) - 1
      waits[dependent] = left
      if (left === 0) ready.push(dependent)
    }
  }
  return turns
}
