interface Step {
  id: string
  status: string
  estimatedHours: number | null
}

/** The longest chain of open work by estimate: its tasks in order, and its hours. A task without an estimate counts as the median, or 1 h. */
export function criticalPath(tasks: readonly Step[], edges: readonly { from: string; to: string }[]): { ids: string[]; hours: number } {
  const open = new Map(tasks.filter((task) => task.status !== 'COMPLETED' && task.status !== 'CANCELLED').map((task) => [task.id, task]))
  const usual = median(tasks.flatMap((task) => task.estimatedHours ?? [])) ?? 1
  const after = new Map<string, string[]>()
  const waiting = new Map([...open.keys()].map((id) => [id, 0]))
  for (const { from, to } of edges) {
    if (!open.has(from) || !open.has(to)) continue
    after.set(from, [...(after.get(from) ?? []), to])
    waiting.set(to, (waiting.get(to) ?? 0) + 1)
  }

  const reach = new Map<string, { hours: number; before: string | null }>()
  const ready = [...open.keys()].filter((id) => waiting.get(id) === 0)
  let last: string | null = null
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    const so = reach.get(id) ?? { hours: 0, before: null }
    const hours = so.hours + (open.get(id)?.estimatedHours ?? usual)
    reach.set(id, { hours, before: so.before })
    if (last === null || hours > (reach.get(last)?.hours ?? 0)) last = id
    for (const to of after.get(id) ?? []) {
      if (hours > (reach.get(to)?.hours ?? 0)) reach.set(to, { hours, before: id })
      const left = (waiting.get(to) ?? 1) - 1
      waiting.set(to, left)
      if (left === 0) ready.push(to)
    }
  }

  const ids: string[] = []
  for (let id = last; id !== null; id = reach.get(id)?.before ?? null) ids.unshift(id)
  // one task alone is no path
  return ids.length > 1 ? { ids, hours: reach.get(ids[ids.length - 1] ?? '')?.hours ?? 0 } : { ids: [], hours: 0 }
}

function median(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2
}
