import { DependencyCycleError } from '../dependency/errors.ts'
import { grouped } from '../grouped.ts'
import type { Link } from './links.ts'

/** The derived columns that a new task is born with. */
export interface Birth {
  openBlockers: number
  openDependents: number
  effectivePriority: number
}

/**
 * What tasks that are new together are born with: nothing but their own batch depends on them yet.
 * Throws DependencyCycleError, for BLOCKS and PARENT each by itself, with the names along it.
 */
export function derive(priorities: readonly number[], links: readonly Link[], nameOf: (position: number) => string): Birth[] {
  const births = priorities.map((priority) => ({ openBlockers: 0, openDependents: 0, effectivePriority: priority }))
  const gates = links.filter((link) => link.kind === 'BLOCKS')
  const byTask = grouped(gates, (link) => link.from)
  for (const position of dependentsFirst(births.length, gates, nameOf)) {
    const own = births[position]
    for (const { to } of byTask.get(position) ?? []) {
      if (own && (typeof to === 'number' || to.isOpen)) own.openBlockers++
      const blocker = typeof to === 'number' ? births[to] : undefined
      if (!own || !blocker) continue
      blocker.openDependents++
      blocker.effectivePriority = Math.max(blocker.effectivePriority, own.effectivePriority)
    }
  }
  const parents = links.filter((link) => link.kind === 'PARENT')
  dependentsFirst(births.length, parents, nameOf)
  return births
}

/** Positions in an order in which each task comes before what it depends on. Only links within the batch can close a cycle. */
function dependentsFirst(count: number, links: readonly Link[], nameOf: (position: number) => string): number[] {
  const next = Array.from({ length: count }, (): number[] => [])
  for (const { from, to } of links) if (typeof to === 'number') next[from]?.push(to)
  const done = new Set<number>()
  const order: number[] = []
  const path: number[] = []
  const visit = (position: number) => {
    if (done.has(position)) return
    const start = path.indexOf(position)
    if (start >= 0) throw new DependencyCycleError([...path.slice(start), position].map(nameOf))
    path.push(position)
    for (const each of next[position] ?? []) visit(each)
    path.pop()
    done.add(position)
    order.push(position)
  }
  for (let position = 0; position < count; position++) visit(position)
  return order.reverse()
}
