import type { DependencyKind } from '#lib/domain/dependency/types.ts'
import { Acyclic } from './acyclic.ts'
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
  const upstream = new Upstream(tasks, around)
  const isDeleted = (key: string) => {
    const task = all.get(key)
    return task ? task.deletedAt !== null : (around.deleted.get(key) ?? false)
  }
  const links: ResolvedLink[] = []
  const findings = new Map<PlannedTask, Finding[]>()
  for (const task of tasks) {
    const found: Finding[] = []
    const own = new Map<string, ResolvedLink>()
    for (const { target, kind, origin, createdBy, createdAt } of aliveParentsFirst(task, isDeleted)) {
      const arrow = `${origin} → ${target}`
      if (target === task.externalKey) found.push({ code: 'SELF_LINK', message: arrow })
      else if (!all.has(target) && !around.deleted.has(target)) found.push({ code: 'DANGLING_LINK', message: `${arrow} is not there` })
      else {
        const stands = upstream.standing(task.externalKey, { target, kind, origin }, found)
        store({ from: task.externalKey, target, kind: stands, origin, createdBy, createdAt }, own, found)
      }
    }
    links.push(...own.values())
    if (found.length) findings.set(task, found)
  }
  return { links, findings }
}

/** A task that lives prefers a parent that lives. */
function aliveParentsFirst(task: PlannedTask, isDeleted: (key: string) => boolean): PlannedLink[] {
  const last = (link: PlannedLink) => Number(link.kind === 'PARENT' && task.deletedAt === null && isDeleted(link.target))
  return [...task.links].sort((a, b) => last(a) - last(b))
}

/** What depends on what, with room for every edge that there is and that the tasks want. */
class Upstream {
  readonly #names: string[] = []
  readonly #places = new Map<string, number>()
  readonly #graphs: Record<'BLOCKS' | 'PARENT', Acyclic>

  constructor(tasks: readonly PlannedTask[], { edges }: Surroundings) {
    const wanted = { BLOCKS: [] as number[], PARENT: [] as number[] }
    const want = (from: string, to: string, kind: DependencyKind) =>
      isAcyclic(kind) ? void wanted[kind].push(this.#place(from), this.#place(to)) : undefined
    for (const { from, to, kind } of edges) want(from, to, kind)
    for (const task of tasks) for (const { target, kind } of task.links) want(task.externalKey, target, kind)
    const size = this.#names.length
    this.#graphs = { BLOCKS: new Acyclic(size, wanted.BLOCKS), PARENT: new Acyclic(size, wanted.PARENT) }
    for (const { from, to, kind } of edges) if (isAcyclic(kind)) this.#graphs[kind].add(this.#place(from), this.#place(to))
  }

  /** The kind that a link can have beside those before it, which then holds for those after it. */
  standing(from: string, { kind, target, origin }: Pick<PlannedLink, 'kind' | 'target' | 'origin'>, found: Finding[]): DependencyKind {
    if (!isAcyclic(kind)) return kind
    const graph = this.#graphs[kind]
    const [tail, head] = [this.#place(from), this.#place(target)]
    if (graph.has(tail, head)) return kind
    const first = graph.first(tail)
    if (kind === 'PARENT' && first !== undefined) {
      found.push({ code: 'SECOND_PARENT', message: `${target}; the first is ${this.#names[first]}` })
      return 'RELATED'
    }
    if (graph.add(tail, head)) return kind
    found.push({ code: 'CYCLE', message: `${origin} → ${target}` })
    return 'RELATED'
  }

  #place(name: string): number {
    const known = this.#places.get(name)
    if (known !== undefined) return known
    this.#places.set(name, this.#names.length)
    return this.#names.push(name) - 1
  }
}

const isAcyclic = (kind: DependencyKind) => kind === 'BLOCKS' || kind === 'PARENT'

function store(link: ResolvedLink, links: Map<string, ResolvedLink>, found: Finding[]) {
  const key = `${link.kind} ${link.target}`
  const other = links.get(key)
  if (other) found.push({ code: 'MERGED_LINK', message: `${link.origin} → ${link.target}, there as ${other.origin}` })
  if (!other) links.set(key, link)
  else if (!other.origin.split(', ').includes(link.origin)) links.set(key, { ...other, origin: `${other.origin}, ${link.origin}` })
}

/** Blockers before what they block, otherwise by creation, so that no task is ever ready before its blockers are known. */
export function inOrder(tasks: readonly PlannedTask[], links: readonly ResolvedLink[]): PlannedTask[] {
  const byKey = new Map(tasks.map((task) => [task.externalKey, task]))
  const blockers = new Map<string, PlannedTask[]>()
  for (const { from, target, kind } of links) {
    const blocker = kind === 'BLOCKS' ? byKey.get(target) : undefined
    if (!blocker || !byKey.has(from)) continue
    const others = blockers.get(from)
    if (others) others.push(blocker)
    else blockers.set(from, [blocker])
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
