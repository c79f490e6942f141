/** Who can do what, and how much more each may get. Agents and classes of tasks are positions. */
export interface Team {
  /** How many more tasks each agent may get. */
  room: readonly number[]
  /** How many it has already. */
  load: readonly number[]
  /** For each class of tasks the agents that can do them. */
  capable: readonly (readonly number[])[]
}

/**
 * Gives as many tasks to agents as any matching could, each to one that can do it and has room. Tasks come by their class, the most
 * urgent first: of all largest matchings this is one that leaves the least urgent out, for a task once given stays given, whoever gets
 * it in the end. Among these the work is spread evenly. Answers the agent of each task, or null.
 */
export function match(tasks: readonly number[], team: Team): (number | null)[] {
  const given = team.room.map(() => new Map<number, number>())
  const used = team.room.map(() => 0)
  const state = { ...team, given, used }
  // When a class finds nobody, no later task of it will: what others get never makes room for it.
  const exhausted = new Set<number>()
  const isGiven = tasks.map((kind) => {
    if (!exhausted.has(kind) && give(kind, state)) return true
    exhausted.add(kind)
    return false
  })
  spread(state)
  return deal(tasks, isGiven, state)
}

interface State extends Team {
  /** How many tasks of each class each agent has got. */
  given: Map<number, number>[]
  used: number[]
}

const hasRoom = ({ room, used }: State, agent: number) => (used[agent] ?? 0) < (room[agent] ?? 0)
const total = ({ load, used }: State, agent: number) => (load[agent] ?? 0) + (used[agent] ?? 0)

/** Finds someone with room for one more task of a class; others hand tasks on along the shortest way there. */
function give(kind: number, state: State): boolean {
  const start = state.capable[kind] ?? []
  const way = new Map<number, Step | null>(start.map((agent) => [agent, null]))
  const to = search([...start], way, state, (agent) => hasRoom(state, agent))
  if (to === null) return false
  const first = handOn(to, way, state)
  change(state, first, kind, 1)
  state.used[to] = (state.used[to] ?? 0) + 1
  return true
}

/** Hands tasks on from agents with many to agents with few, until nothing evens out further. */
function spread(state: State) {
  const agents = [...state.room.keys()]
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false
    for (const from of agents.sort((a, b) => total(state, b) - total(state, a) || a - b)) {
      if (state.used[from] === 0) continue
      const way = new Map<number, Step | null>([[from, null]])
      const to = search([from], way, state, (agent) => hasRoom(state, agent) && total(state, agent) + 2 <= total(state, from))
      if (to === null) continue
      handOn(to, way, state)
      state.used[from] = (state.used[from] ?? 0) - 1
      state.used[to] = (state.used[to] ?? 0) + 1
      hasChanged = true
      break
    }
  }
}

/** From whom an agent is reached, and by a task of which class. */
interface Step {
  from: number
  kind: number
}

/** Breadth first over who could hand a task on to whom. Of the nearest agents that will do, the one with the least. */
function search(start: number[], way: Map<number, Step | null>, state: State, will: (agent: number) => boolean): number | null {
  for (let level = start; level.length;) {
    const fit = level.filter(will).sort((a, b) => total(state, a) - total(state, b) || a - b)
    if (fit[0] !== undefined) return fit[0]
    const next: number[] = []
    for (const from of level)
      for (const kind of state.given[from]?.keys() ?? [])
        for (const agent of state.capable[kind] ?? []) {
          if (way.has(agent)) continue
          way.set(agent, { from, kind })
          next.push(agent)
        }
    level = next
  }
  return null
}

/** Moves one task along each step of the way, and answers where it begins. */
function handOn(to: number, way: ReadonlyMap<number, Step | null>, state: State): number {
  let agent = to
  for (let step = way.get(agent); step; step = way.get(agent)) {
    change(state, agent, step.kind, 1)
    change(state, step.from, step.kind, -1)
    agent = step.from
  }
  return agent
}

function change({ given }: State, agent: number, kind: number, by: number) {
  const count = (given[agent]?.get(kind) ?? 0) + by
  if (count > 0) given[agent]?.set(kind, count)
  else given[agent]?.delete(kind)
}

/** Deals the tasks of each class out in their order: the most urgent to whom has the least to do before it. */
function deal(tasks: readonly number[], isGiven: readonly boolean[], state: State): (number | null)[] {
  const before = [...state.load]
  return tasks.map((kind, i) => {
    if (!isGiven[i]) return null
    const agents = (state.capable[kind] ?? []).filter((agent) => state.given[agent]?.has(kind))
    const [agent] = agents.sort((a, b) => (before[a] ?? 0) - (before[b] ?? 0) || a - b)
    if (agent === undefined) throw new Error('a task that was given is with nobody')
    change(state, agent, kind, -1)
    before[agent] = (before[agent] ?? 0) + 1
    return agent
  })
}
