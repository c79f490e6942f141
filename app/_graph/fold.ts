import type { GraphEdge, GraphTask } from './documents.ts'

/** Finished tasks that touch the same open work, drawn as one stack until it is opened. Its name is the key of its first task. */
export interface Fold {
  id: string
  name: string
  last: string
  tasks: GraphTask[]
}
/** An edge as it is drawn: between plates or stacks; `edges` are those that lie in it. */
export interface Line {
  id: string
  from: string
  to: string
  kind: GraphEdge['kind']
  edges: GraphEdge[]
}
export interface Picture {
  tasks: GraphTask[]
  folds: Fold[]
  lines: Line[]
}

const isDone = ({ status }: GraphTask) => status === 'COMPLETED' || status === 'CANCELLED'

/** @param opened names of the groups that are not folded; null: none is */
export function foldDone(tasks: readonly GraphTask[], edges: readonly GraphEdge[], opened: ReadonlySet<string> | null): Picture {
  const groups = opened ? groupsOf(tasks, edges) : []
  const folds = groups.filter(({ name }) => !opened?.has(name))
  const inFold = new Map(folds.flatMap((fold) => fold.tasks.map((task) => [task.id, fold.id])))
  const lines = new Map<string, Line>()
  for (const edge of edges) {
    const [from, to] = [inFold.get(edge.from) ?? edge.from, inFold.get(edge.to) ?? edge.to]
    if (from === to) continue
    const isOwn = from === edge.from && to === edge.to
    const id = isOwn ? edge.id : `${from} ${to} ${edge.kind}`
    const line = lines.get(id)
    if (line) line.edges.push(edge)
    else lines.set(id, { id, from, to, kind: edge.kind, edges: [edge] })
  }
  return { tasks: tasks.filter((task) => !inFold.has(task.id)), folds, lines: [...lines.values()] }
}

/** Two tasks at least: a single one says more as a plate than as a stack. */
function groupsOf(tasks: readonly GraphTask[], edges: readonly GraphEdge[]): Fold[] {
  const done = new Map(tasks.filter(isDone).map((task) => [task.id, task]))
  const touching = new Map<string, string[]>()
  const touch = (id: string, other: string) => {
    if (done.has(id) && !done.has(other.slice(1))) touching.set(id, [...(touching.get(id) ?? []), other])
  }
  for (const { from, to } of edges) {
    touch(from, `>${to}`)
    touch(to, `<${from}`)
  }
  const groups = new Map<string, GraphTask[]>()
  for (const [id, others] of touching) {
    const task = done.get(id)
    const side = others.toSorted().join()
    if (task) groups.set(side, [...(groups.get(side) ?? []), task])
  }
  return [...groups.values()]
    .filter((some) => some.length > 1)
    .map((some) => {
      const sorted = some.toSorted((a, b) => a.number - b.number)
      const name = sorted[0]?.key ?? ''
      return { id: `fold ${name}`, name, last: sorted[sorted.length - 1]?.key ?? '', tasks: sorted }
    })
}
