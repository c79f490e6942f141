import type { Tx } from '#lib/db.ts'
import { DependencyCycleError, InvalidInputError, NotFoundError } from '#lib/errors.ts'
import type { NewTask } from './fields.ts'

/** A task about to be stored. */
export interface Draft {
  id: string
  number: number
  key: string
  priority: number
  assigneeId: string | null
  input: NewTask
  /** The path of one of its input fields, for a refusal. */
  field: (name: string) => string
}

export interface NewEdge {
  /** Position of the task that depends. */
  from: number
  /** Position of what it depends on, or null when that was there before. */
  sibling: number | null
  dependsOnId: string
  dependsOnKey: string
  kind: 'BLOCKS' | 'PARENT'
  /** Whether what it depends on is not COMPLETED. */
  isOpen: boolean
}

/** The edges that new tasks ask for, each once. Throws NotFoundError, InvalidInputError, or DependencyCycleError with the `#n` along it. */
export async function newEdges(tx: Tx, projectId: string, drafts: readonly Draft[]): Promise<NewEdge[]> {
  const asked = drafts.flatMap(({ input }, from) => [
    ...(input.dependsOn ?? []).map((ref) => ({ from, ref, kind: 'BLOCKS' as const })),
    ...(input.parent ? [{ from, ref: input.parent, kind: 'PARENT' as const }] : []),
  ])
  const find = await targets(
    tx,
    projectId,
    drafts,
    asked.map((each) => each.ref),
  )
  const edges = new Map<string, NewEdge>()
  for (const { from, ref, kind } of asked) {
    const field = drafts[from]?.field(kind === 'PARENT' ? 'parent' : 'dependsOn') ?? ''
    const target = find(ref, field)
    if (target.sibling === from) throw new InvalidInputError([{ field, message: 'a task cannot depend on itself' }])
    edges.set(`${from} ${kind} ${target.dependsOnId}`, { from, kind, ...target })
  }
  const all = [...edges.values()]
  dependentsFirst(
    drafts.length,
    all.filter((edge) => edge.kind === 'PARENT'),
  )
  return all
}

/** What tasks that are new together are born with: nothing but their own list depends on them yet. */
export function derive(drafts: readonly Draft[], edges: readonly NewEdge[]) {
  const gates = edges.filter((edge) => edge.kind === 'BLOCKS')
  const derived = drafts.map(({ priority }) => ({ openBlockers: 0, openDependents: 0, effectivePriority: priority }))
  const byTask = new Map<number, NewEdge[]>()
  for (const edge of gates) byTask.set(edge.from, [...(byTask.get(edge.from) ?? []), edge])
  for (const position of dependentsFirst(drafts.length, gates)) {
    const own = derived[position]
    for (const { sibling, isOpen } of byTask.get(position) ?? []) {
      const blocker = sibling === null ? undefined : derived[sibling]
      if (own && isOpen) own.openBlockers++
      if (!own || !blocker) continue
      blocker.openDependents++
      blocker.effectivePriority = Math.max(blocker.effectivePriority, own.effectivePriority)
    }
  }
  return derived
}

type Target = Omit<NewEdge, 'from' | 'kind'>

/** Looks every task that was there before up in a few statements; answers what finds one by its ref. */
async function targets(tx: Tx, projectId: string, drafts: readonly Draft[], refs: readonly string[]) {
  const named = [...new Set(refs.filter((ref) => !POSITION.test(ref)).map(spelled))]
  const select = { id: true, key: true, status: true } as const
  const found = new Map<string, Target>()
  for (let i = 0; i < named.length; i += 500) {
    const some = named.slice(i, i + 500)
    const where = { projectId, deletedAt: null, OR: [{ id: { in: some } }, { key: { in: some } }] }
    for (const row of await tx.task.findMany({ where, select })) {
      const target = { sibling: null, dependsOnId: row.id, dependsOnKey: row.key, isOpen: row.status !== 'COMPLETED' }
      found.set(row.id, target).set(row.key, target)
    }
  }
  return (ref: string, field: string): Target => {
    const position = POSITION.exec(ref)?.[1]
    if (position === undefined) {
      const target = found.get(spelled(ref))
      if (!target) throw new NotFoundError('task', ref)
      return target
    }
    const sibling = Number(position) - 1
    const draft = drafts[sibling]
    if (!draft) throw new InvalidInputError([{ field, message: `${ref} names no task of this list` }])
    return { sibling, dependsOnId: draft.id, dependsOnKey: draft.key, isOpen: true }
  }
}

const POSITION = /^#(\d+)$/
const spelled = (ref: string) => (/^[0-9a-f]{8}$/i.test(ref) ? ref.toLowerCase() : ref.toUpperCase())

/** Positions in an order in which each task comes before what it depends on. Only edges within the list can close a cycle. */
function dependentsFirst(count: number, edges: readonly NewEdge[]): number[] {
  const next = Array.from({ length: count }, (): number[] => [])
  for (const { from, sibling } of edges) if (sibling !== null) next[from]?.push(sibling)
  const done = new Set<number>()
  const order: number[] = []
  const path: number[] = []
  const visit = (position: number) => {
    if (done.has(position)) return
    const start = path.indexOf(position)
    if (start >= 0) throw new DependencyCycleError([...path.slice(start), position].map((each) => `#${each + 1}`))
    path.push(position)
    for (const each of next[position] ?? []) visit(each)
    path.pop()
    done.add(position)
    order.push(position)
  }
  for (let position = 0; position < count; position++) visit(position)
  return order.reverse()
}
