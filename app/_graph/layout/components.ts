export type Link = { id: string; from: number; to: number; isNote: boolean; isSpine: boolean }
export type Part = { members: number[]; links: Link[] }

/** Nodes joined by edges, largest part first, and the nodes without an edge. */
export function findComponents(count: number, links: readonly Link[]): { connected: Part[]; single: number[] } {
  const parent = Int32Array.from({ length: count }, (_, index) => index)
  const root = (start: number) => {
    let at = start
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at
      at = parent[at] ?? at
    }
    return at
  }
  for (const link of links) {
    const a = root(link.from)
    const b = root(link.to)
    // the smaller number becomes the root, so the outcome does not depend on the order of the edges
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b)
  }

  const parts = new Map<number, Part>()
  for (let index = 0; index < count; index++) {
    const at = root(index)
    const part = parts.get(at) ?? { members: [], links: [] }
    part.members.push(index)
    parts.set(at, part)
  }
  for (const link of links) parts.get(root(link.from))?.links.push(link)

  const all = [...parts.values()]
  return {
    connected: all
      .filter((part) => part.members.length > 1)
      .sort((a, b) => b.members.length - a.members.length || (a.members[0] ?? 0) - (b.members[0] ?? 0)),
    single: all.filter((part) => part.members.length === 1).flatMap((part) => part.members),
  }
}
