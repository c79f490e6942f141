import type { Notification } from './reasons.ts'

/** All that has been read of a view. Older pages stay as they were, and the newest is replaced by what the server says now. */
export interface Known {
  nodes: ReadonlyMap<number, Notification>
  /** Where each page that was read begins, newest first: lines of an older page stand below those of a newer. */
  bounds: readonly number[]
}

export const NOTHING_KNOWN: Known = { nodes: new Map(), bounds: [] }

/** The newest page: what stands in its range and is missing from it has left the view. */
export function withNewest(known: Known, page: readonly Notification[], isAll: boolean): Known {
  const lowest = isAll ? 0 : (page.at(-1)?.seq ?? 0)
  const older = [...known.nodes].filter(([seq]) => seq < lowest)
  const nodes = new Map([...page.map((one) => [one.seq, one] as const), ...older])
  const bounds = known.bounds.length ? known.bounds : [lowest]
  return { nodes, bounds: isAll ? [0] : bounds }
}

/** @param index counts the pages after the newest from 1 */
export function withOlder(known: Known, index: number, page: readonly Notification[]): Known {
  const nodes = new Map([...known.nodes, ...page.map((one) => [one.seq, one] as const)])
  return { nodes, bounds: known.bounds.length > index ? known.bounds : [...known.bounds, page.at(-1)?.seq ?? 0] }
}

/** What was marked here stands as it is now. */
export function withMarked(known: Known, marked: readonly Notification[]): Known {
  const nodes = new Map(known.nodes)
  for (const one of marked) if (nodes.has(one.seq)) nodes.set(one.seq, one)
  return { ...known, nodes }
}

/** The page on which a line stands. */
export const blockOf = ({ bounds }: Known, seq: number) => {
  const index = bounds.findIndex((lowest) => seq >= lowest)
  return index < 0 ? Math.max(0, bounds.length - 1) : index
}
