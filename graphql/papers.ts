import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { agentsMd } from './agents-md.ts'
import { llmsTxt } from './llms-txt.ts'
import { projectFolder, published } from './published.ts'
import { schema } from './schema.ts'

/** What people look up while they use the product; the screens lead there (app/_ui/docs-link.tsx). */
const DOCS = ['export', 'hooks', 'import', 'operator-guide', 'permissions', 'plugins', 'templates', 'webhooks']

/** What an agent reads before it has a token, made from the schema and the published documents, and the docs. Nothing of it is secret. */
export function papers(url: string): ReadonlyMap<string, { type: string; text: string }> {
  return new Map([
    ['/agents.md', { type: 'text/markdown', text: agentsMd(url) }],
    ['/llms.txt', { type: 'text/plain', text: llmsTxt(url) }],
    ['/schema.graphql', { type: 'text/plain', text: `${printSchema(lexicographicSortSchema(schema))}\n` }],
    ...DOCS.map(
      (name) =>
        [`/docs/${name}.md`, { type: 'text/markdown', text: readFileSync(join(projectFolder, 'docs', `${name}.md`), 'utf8') }] as const,
    ),
    ...[...published].map(([name, { text }]) => [`/operations/${name}.graphql`, { type: 'text/plain', text }] as const),
  ])
}
