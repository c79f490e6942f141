import type { DependencyKind } from '#lib/domain/dependency/types.ts'
import type { Finding, PlannedLink, PlannedTask } from './plan.ts'

/** A link as it will be stored. */
export interface ResolvedLink extends PlannedLink {
  /** External key of the task that depends. */
  from: string
}

/** What is in the project already. Nodes are external keys, or ids of tasks that have none. */
export interface Surroundings {
  deleted: ReadonlyMap<string, boolean>
  /** BLOCKS and PARENT edges that stay as they are. */
  edges: readonly { from: string; to: string; kind: DependencyKind }[]
}

export interface Resolution {
  links: ResolvedLink[]
  findings: Map<PlannedTask, Finding[]>
}

/**
 * Decides which links of the tasks can stand: both ends are there, one parent each, no cycle of BLOCKS nor of PARENT.
 * What cannot stand as it is becomes RELATED under its origin, or is left out with a finding when it has no second end.
 */
export function resolveLinks(tasks: readonly PlannedTask[], all: ReadonlyMap<string, PlannedTask>, around: Surroundings): Resolution {
  const upstream = { BLOCKS: new Graph(), PARENT: new Graph() }
  for (const { from, to, kind } of around.edges) if (kind === 'BLOCKS' || kind === 'PARENT') upstream[kind].add(from, to)
  const isDeleted = (key: string) => {
    const task = all.get(key)
    return task ? task.deletedAt !== null : (around.deleted.get(key) ?? false)
  }
  const links = new Map<string, ResolvedLink>()
  const findings = new Map<PlannedTask, Finding[]>()
  for (const task of tasks) {
    const found: Finding[] = []
    findings.set(task, found)
    for (const link of aliveParentsFirst(task, isDeleted)) {
      const arrow = `${link.origin} → ${link.target}`
      if (link.target === task.externalKey) found.push({ code: 'SELF_LINK', message: arrow })
      else if (!all.has(link.target) && !around.deleted.has(link.target))
        found.push({ code: 'DANGLING_LINK', message: `${arrow} is not there` })
      else store({ ...link, from: task.externalKey, kind: standing(task.externalKey, link, upstream, found) }, links, found)
    }
  }
  return { links: [...links.values()], findings }
}

/** A task that lives prefers a parent that lives. */
function aliveParentsFirst(task: PlannedTask, isDeleted: (key: string) => boolean): PlannedLink[] {
  const last = (link: PlannedLink) => Number(link.kind === 'PARENT' && task.deletedAt === null && isDeleted(link.target))
  return [...task.links].sort((a, b) => last(a) - last(b))
}

function standing(from: string, link: PlannedLink, upstream: Record<'BLOCKS' | 'PARENT', Graph>, found: Finding[]): DependencyKind {
  const { kind, target, origin } = link
  if (kind !== 'BLOCKS' && kind !== 'PARENT') return kind
  const graph = upstream[kind]
  if (graph.has(from, target)) return kind
  if (kind === 'PARENT' && graph.of(from).size > 0) {
    found.push({ code: 'SECOND_PARENT', message: `${target}; the first is ${[...graph.of(from)][0]}` })
    return 'RELATED'
  }
  if (graph.reaches(target, from)) {
    found.push({ code: 'CYCLE', message: `${origin} → ${target}` })
    return 'RELATED'
  }
  graph.add(from, target)
  return kind
}

function store(link: ResolvedLink, links: Map<string, ResolvedLink>, found: Finding[]) {
  const key = JSON.stringify([link.from, link.target, link.kind])
  const other = links.get(key)
  if (other) found.push({ code: 'MERGED_LINK', message: `${link.origin} → ${link.target}, there as ${other.origin}` })
  if (!other) links.set(key, link)
  else if (!other.origin.split(', ').includes(link.origin)) links.set(key, { ...other, origin: `${other.origin}, ${link.origin}` })
}

/** Who depends on whom, by one kind of edge. */
class Graph {
  #to = new Map<string, Set<string>>()

  of = (from: string): ReadonlySet<string> => this.#to.get(from) ?? NONE
  has = (from: string, to: string) => this.of(from).has(to)

  add(from: string, to: string) {
    const set = this.#to.get(from) ?? new Set()
    this.#to.set(from, set.add(to))
  }

  reaches(from: string, to: string): boolean {
    const seen = new Set([from])
    for (const node of seen) {
      if (node === to) return true
      for (const next of this.of(node)) seen.add(next)
    }
    return false
  }
}

const NONE: ReadonlySet<string> = new Set()

/** Blockers before what they block, otherwise by creation, so that no task is ever ready before its blockers are known. */
export function inOrder(tasks: readonly PlannedTask[], links: readonly ResolvedLink[]): PlannedTask[] {
  const byKey = new Map(tasks.map((task) => [task.externalKey, task]))
  const blockers = new Map<string, PlannedTask[]>()
  for (const { from, target, kind } of links) {
    const blocker = kind === 'BLOCKS' ? byKey.get(target) : undefined
    if (blocker && byKey.has(from)) blockers.set(from, [...(blockers.get(from) ?? []), blocker])
  }
  const placed = new Set<PlannedTask>()
  const roots = [...tasks].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.line - b.line)
  for (const root of roots) {
    // By hand rather than by recursion: a chain may be longer than the stack.
    const stack = [root]
    for (let task = stack.at(-1); task; task = stack.at(-1)) {
      const next: PlannedTask | undefined = placed.has(task)
        ? undefined
        : blockers.get(task.externalKey)?.find((blocker) => !placed.has(blocker))
      if (next) stack.push(next)
      else placed.add(stack.pop() ?? task)
    }
  }
  return [...placed]
}
