import { transaction } from '#lib/db.ts'
import { newId, newTaskId } from '#lib/id.ts'
import { dice } from '#lib/testing/dice.ts'

/** Tasks by position; of each edge the first gates the second, which stands behind it. */
export interface Graph {
  ids: string[]
  hours: number[]
  edges: (readonly [blocker: number, dependent: number])[]
}

/** The same graph every time: an edge leads to one of the next 200 tasks, so that chains run through all of it. */
export function randomGraph(tasks: number, edges: number): Graph {
  const random = dice(7)
  const ids = new Set<string>()
  while (ids.size < tasks) ids.add(newTaskId())
  const pairs = new Map<number, readonly [number, number]>()
  while (pairs.size < edges) {
    const blocker = random(tasks - 1)
    const dependent = Math.min(tasks - 1, blocker + 1 + random(200))
    pairs.set(blocker * tasks + dependent, [blocker, dependent])
  }
  return { ids: [...ids], hours: Array.from({ length: tasks }, () => 1 + random(16)), edges: [...pairs.values()] }
}

const CHUNK = 2_000

/** Stores the graph as a project of open tasks, and answers its id. */
export async function store(key: string, { ids, hours, edges }: Graph): Promise<string> {
  const [projectId, at] = [newId('prj'), new Date()]
  const times = { createdAt: at, updatedAt: at }
  const waits = new Map<number, number>()
  const gates = new Map<number, number>()
  for (const [blocker, dependent] of edges) {
    waits.set(dependent, (waits.get(dependent) ?? 0) + 1)
    gates.set(blocker, (gates.get(blocker) ?? 0) + 1)
  }
  const tasks = ids.map((id, i) => {
    const openBlockers = waits.get(i) ?? 0
    const isBlocked = openBlockers > 0
    return {
      ...{ id, projectId, number: i + 1, key: `${key}-${i + 1}`, title: `Task ${i + 1}`, estimatedHours: hours[i] ?? 1, ...times },
      ...{ openBlockers, isBlocked, status: isBlocked ? ('BLOCKED' as const) : ('PENDING' as const), openDependents: gates.get(i) ?? 0 },
    }
  })
  const blocked = tasks.filter((task) => task.isBlocked).length
  const counters = { pending: tasks.length - blocked, blocked, lastNumber: tasks.length }
  await transaction([], (tx) => tx.project.create({ data: { id: projectId, key, name: key, ...counters, ...times } }))
  for (let i = 0; i < tasks.length; i += CHUNK)
    await transaction([projectId], (tx) => tx.task.createMany({ data: tasks.slice(i, i + CHUNK) }))
  const rows = edges.map(([blocker, dependent]) => ({
    ...{ id: newId('dep'), projectId, kind: 'BLOCKS' as const, createdAt: at },
    ...{ taskId: ids[dependent] ?? '', dependsOnId: ids[blocker] ?? '' },
  }))
  for (let i = 0; i < rows.length; i += CHUNK)
    await transaction([projectId], (tx) => tx.dependency.createMany({ data: rows.slice(i, i + CHUNK) }))
  return projectId
}
