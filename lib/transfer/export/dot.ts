import type { Reader } from '#lib/db/snapshots.ts'
import type { ExportJob } from './job.ts'
import { edgesAmong, taskPages } from './tasks.ts'

const EDGES: Record<string, string> = {
  BLOCKS: '',
  PARENT: ' [style=dashed, dir=none, label="part"]',
  RELATED: ' [style=dotted, dir=none]',
  DUPLICATES: ' [style=dotted, dir=none, label="same"]',
  DISCOVERED_FROM: ' [style=dotted, label="found"]',
}
const FILLS: Record<string, string> = {
  PENDING: 'color="#222222"',
  BLOCKED: 'color="#b8321a"',
  IN_PROGRESS: 'color="#1f5fb5", fillcolor="#dfe9f8"',
  COMPLETED: 'color="#2c8a57", fillcolor="#e0f0e6"',
  CANCELLED: 'color="#999999", fontcolor="#777777"',
}

/** A directed graph for Graphviz: what an edge comes from is done first. */
export async function* dot(reader: Reader, job: ExportJob): AsyncGenerator<string> {
  const keys = new Map<string, string>()
  yield `digraph ${quoted(job.projects.map(({ key }) => key).join(' '))} {\n  rankdir=LR;\n  node [shape=box, style=filled, fillcolor="#ffffff"];\n`
  for await (const rows of taskPages(reader, job, ['id', 'number', 'key', 'title', 'status'])) {
    for (const row of rows) keys.set(String(row.id), String(row.key))
    yield rows
      .map((row) => `  ${quoted(String(row.key))} [label=${quoted(`${row.key} ${row.title}`)}, ${FILLS[String(row.status)] ?? ''}];\n`)
      .join('')
  }
  for await (const { from, to, kind } of edgesAmong(reader, job, keys)) yield `  ${quoted(from)} -> ${quoted(to)}${EDGES[kind] ?? ''};\n`
  yield '}\n'
}

/** In a label Graphviz reads a backslash as the beginning of an order, such as \N for the node's name, and entities as signs. */
const quoted = (text: string) => `"${text.replace(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
