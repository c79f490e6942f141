import { isOpen } from '#lib/domain/task/status.ts'
import type { TaskStatus } from '#lib/domain/task/types.ts'

export interface GraphTask {
  status: TaskStatus
  priority: number
  isDeleted: boolean
  isHeld: boolean
}

export interface Derived {
  status: TaskStatus
  openBlockers: number
  isBlocked: boolean
  openDependents: number
  effectivePriority: number
}

/** The tasks of one project and what gates them, held as numbers: a hundred thousand take a few megabytes. */
export class Graph {
  readonly places = new Map<string, number>()
  readonly #tasks: GraphTask[] = []
  readonly #edges = { BLOCKS: new Edges(), PARENT: new Edges() }
  readonly #gates = new Edges()
  #ranks: Int8Array | null = null
  #open: { blockers: Int32Array; dependents: Int32Array } | null = null

  add(id: string, task: GraphTask) {
    this.places.set(id, this.#tasks.length)
    this.#tasks.push(task)
  }

  has = (id: string) => this.places.has(id)
  task = (id: string) => this.#tasks[this.places.get(id) ?? -1]

  link(taskId: string, dependsOnId: string, kind: string, isReleased: boolean) {
    const [task, blocker] = [this.places.get(taskId), this.places.get(dependsOnId)]
    if (task === undefined || blocker === undefined || (kind !== 'BLOCKS' && kind !== 'PARENT')) return
    this.#edges[kind].add(task, blocker)
    if (kind === 'BLOCKS' && !isReleased) this.#gates.add(task, blocker)
  }

  /** Ids of tasks on a cycle, or behind one; none is as it should be. */
  cyclic(kind: 'BLOCKS' | 'PARENT'): string[] {
    const edges = this.#edges[kind]
    const waits = new Int32Array(this.#tasks.length)
    edges.each((task) => void (waits[task] = (waits[task] ?? 0) + 1))
    const dependents = edges.byBlocker(this.#tasks.length)
    const free = this.#tasks.flatMap((_, place) => (waits[place] === 0 ? [place] : []))
    for (let place = free.pop(); place !== undefined; place = free.pop()) {
      for (const dependent of dependents(place)) {
        const left = (waits[dependent] ?? 0) - 1
        waits[dependent] = left
        if (left === 0) free.push(dependent)
      }
    }
    return [...this.places].filter(([, place]) => (waits[place] ?? 0) > 0).map(([id]) => id)
  }

  /** What the maintaining module would have stored for a task. */
  derived(id: string): Derived {
    const place = this.places.get(id) ?? -1
    const task = this.#tasks[place]
    if (!task) throw new Error(`There is no task ${id}.`)
    const { blockers, dependents } = (this.#open ??= this.#count())
    const openBlockers = blockers[place] ?? 0
    const isBlocked = openBlockers > 0 || task.isHeld
    const isWaiting = task.status === 'PENDING' || task.status === 'BLOCKED'
    return {
      status: isWaiting ? (isBlocked ? 'BLOCKED' : 'PENDING') : task.status,
      openBlockers,
      isBlocked,
      openDependents: task.isDeleted ? 0 : (dependents[place] ?? 0),
      effectivePriority: (this.#ranks ??= this.#rank())[place] ?? task.priority,
    }
  }

  #count() {
    const blockers = new Int32Array(this.#tasks.length)
    const dependents = new Int32Array(this.#tasks.length)
    this.#gates.each((task, blocker) => {
      const gate = this.#tasks[blocker]
      if (gate && !gate.isDeleted && gate.status !== 'COMPLETED') blockers[task] = (blockers[task] ?? 0) + 1
      if (this.#isOpen(task)) dependents[blocker] = (dependents[blocker] ?? 0) + 1
    })
    return { blockers, dependents }
  }

  /** From the highest rank down: an open task passes its own to the open tasks that gate it. */
  #rank(): Int8Array {
    const ranks = Int8Array.from(this.#tasks, ({ priority }) => priority)
    const blockersOf = this.#gates.byTask(this.#tasks.length)
    for (let rank = 3; rank > 0; rank--) {
      const reached = this.#tasks.flatMap((_, place) => (ranks[place] === rank && this.#isOpen(place) ? [place] : []))
      for (let place = reached.pop(); place !== undefined; place = reached.pop()) {
        for (const blocker of blockersOf(place)) {
          if (!this.#isOpen(blocker) || (ranks[blocker] ?? 0) >= rank) continue
          ranks[blocker] = rank
          reached.push(blocker)
        }
      }
    }
    return ranks
  }

  #isOpen(place: number) {
    const task = this.#tasks[place]
    return task !== undefined && !task.isDeleted && isOpen(task.status)
  }
}

/** Pairs of places in two flat lists. */
class Edges {
  readonly #tasks: number[] = []
  readonly #blockers: number[] = []

  add(task: number, blocker: number) {
    this.#tasks.push(task)
    this.#blockers.push(blocker)
  }

  each(run: (task: number, blocker: number) => void) {
    for (const [i, task] of this.#tasks.entries()) run(task, this.#blockers[i] ?? 0)
  }

  byTask = (size: number) => grouped(this.#tasks, this.#blockers, size)
  byBlocker = (size: number) => grouped(this.#blockers, this.#tasks, size)
}

/** Values by the place of their key, laid side by side. */
function grouped(keys: readonly number[], values: readonly number[], size: number) {
  const starts = new Int32Array(size + 1)
  for (const key of keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1
  for (let i = 0; i < size; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0)
  const sorted = new Int32Array(keys.length)
  const next = starts.slice()
  for (const [i, key] of keys.entries()) {
    const at = next[key] ?? 0
    sorted[at] = values[i] ?? 0
    next[key] = at + 1
  }
  return (place: number) => sorted.subarray(starts[place], starts[place + 1])
}
