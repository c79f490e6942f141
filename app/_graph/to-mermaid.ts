import type { Graph, GraphTask } from './documents.ts'
import { foldWords } from './fold-node.tsx'
import type { Picture } from './fold.ts'
import type { Way } from './layout/measures.ts'
import type { Wire } from './wire.ts'

const CLASSES: Record<GraphTask['status'], string> = {
  PENDING: 'fill:#fff,stroke:#222,color:#222',
  BLOCKED: 'fill:#fff,stroke:#b8321a,color:#222',
  IN_PROGRESS: 'fill:#dfe9f8,stroke:#1f5fb5,color:#222',
  COMPLETED: 'fill:#e0f0e6,stroke:#2c8a57,color:#222',
  CANCELLED: 'fill:#fff,stroke:#999,color:#777',
}
const ARROW: Record<Wire, string> = {
  open: '-->',
  fade: '-->',
  held: '-->',
  critical: '==>',
  cleared: '-->',
  parent: '-.-',
  related: '-.-',
  duplicates: '-.->',
  discovered: '-.->',
}

/** The picture as a Mermaid flowchart, tasks in the order of their numbers. */
export function toMermaid({
  graph,
  picture,
  wires,
  way,
}: {
  graph: Graph
  picture: Picture
  wires: ReadonlyMap<string, Wire>
  way: Way
}): string {
  const live = new Map(graph.nodes.map((task) => [task.id, task]))
  const tasks = picture.tasks.map((task) => live.get(task.id) ?? task).toSorted((a, b) => a.number - b.number)
  const name = new Map([
    ...tasks.map((task) => [task.id, nameOf(task.key)] as const),
    ...picture.folds.map((fold) => [fold.id, `folded_${nameOf(fold.name)}`] as const),
  ])
  const used = new Set(tasks.map(({ status }) => status))
  return [
    `flowchart ${way === 'right' ? 'LR' : 'TB'}`,
    ...tasks.map((task) => `  ${nameOf(task.key)}["${task.key} ${escaped(task.title)}"]:::${task.status.toLowerCase()}`),
    ...picture.folds.map((fold) => `  ${name.get(fold.id)}[["${foldWords(fold)}, ${fold.name} to ${fold.last}"]]`),
    ...picture.lines.flatMap((line) => {
      const [from, to] = [name.get(line.from), name.get(line.to)]
      return from && to ? [`  ${from} ${ARROW[wires.get(line.id) ?? 'open']} ${to}`] : []
    }),
    ...[...used].map((status) => `  classDef ${status.toLowerCase()} ${CLASSES[status]}`),
    '',
  ].join('\n')
}

/** Mermaid takes "-" in a name for a part of an arrow, and "end" for its own. */
const nameOf = (key: string) => key.replaceAll('-', '_')

/** Inside quotes Mermaid reads entities by number, and Markdown; a line break would end the node. */
function escaped(text: string) {
  return text.replace(/\s+/g, ' ').replace(/[#"<>&`*_\\[\]{}|]/g, (sign) => `#${sign.codePointAt(0) ?? 0};`)
}
