/** The positions along a cycle, each once; none: there is no cycle. `edges` holds for each position those that it leads to. */
export function cycleIn(edges: readonly (readonly number[])[]): number[] {
  const done = new Set<number>()
  for (const start of edges.keys()) {
    const path: number[] = []
    const onPath = new Map<number, number>()
    const stack: { at: number; next: number }[] = [{ at: start, next: 0 }]
    while (stack.length) {
      const top = stack[stack.length - 1]
      if (!top) break
      if (top.next === 0) {
        if (done.has(top.at)) {
          stack.pop()
          continue
        }
        onPath.set(top.at, path.length)
        path.push(top.at)
      }
      const target = edges[top.at]?.[top.next++]
      if (target === undefined) {
        done.add(top.at)
        onPath.delete(top.at)
        path.pop()
        stack.pop()
        continue
      }
      const begin = onPath.get(target)
      if (begin !== undefined) return path.slice(begin)
      stack.push({ at: target, next: 0 })
    }
  }
  return []
}
