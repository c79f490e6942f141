import type { Reader } from '#lib/db/snapshots.ts'
import type { ExportJob } from './job.ts'
import { edgesAmong, taskPages } from './tasks.ts'

const ARROWS: Record<string, string> = {
  BLOCKS: '-->',
  PARENT: '-. part .-',
  RELATED: '-.-',
  DUPLICATES: '-. same .-',
  DISCOVERED_FROM: '-. found .->',
}
const CLASSES = {
  pending: 'fill:#fff,stroke:#222,color:#222',
  blocked: 'fill:#fff,stroke:#b8321a,color:#222',
  in_progress: 'fill:#dfe9f8,stroke:#1f5fb5,color:#222',
  completed: 'fill:#e0f0e6,stroke:#2c8a57,color:#222',
  cancelled: 'fill:#fff,stroke:#999,color:#777',
}

/** A flowchart: what an arrow comes from is done first. */
export async function* mermaid(reader: Reader, job: ExportJob): AsyncGenerator<string> {
  const keys = new Map<string, string>()
  yield 'flowchart LR\n'
  for await (const rows of taskPages(reader, job, ['id', 'number', 'key', 'title', 'status'])) {
    for (const row of rows) keys.set(String(row.id), String(row.key))
    yield rows
      .map((row) => `  ${nameOf(String(row.key))}["${label(`${row.key} ${row.title}`)}"]:::${String(row.status).toLowerCase()}\n`)
      .join('')
  }
  for await (const { from, to, kind } of edgesAmong(reader, job, keys)) yield `  ${nameOf(from)} ${ARROWS[kind] ?? '-.-'} ${nameOf(to)}\n`
  for (const [name, style] of Object.entries(CLASSES)) yield `  classDef ${name} ${style}\n`
}

/** Mermaid takes "-" in a name for a part of an arrow. */
const nameOf = (key: string) => key.replaceAll('-', '_')

/** Inside quotes Mermaid reads entities by number, and Markdown; a line break would end the node. */
const label = (text: string) => text.replace(/\s+/g, ' ').replace(/[#"<>&`*_\\[\]{}|;]/g, (sign) => `#${sign.codePointAt(0) ?? 0};`)
