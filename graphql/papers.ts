import { lexicographicSortSchema, printSchema } from 'graphql'
import { agentsMd } from './agents-md.ts'
import { llmsTxt } from './llms-txt.ts'
import { published } from './published.ts'
import { schema } from './schema.ts'

/** What an agent reads before it has a token, made from the schema and the published documents. Nothing of it is secret. */
export function papers(url: string): ReadonlyMap<string, { type: string; text: string }> {
  return new Map([
    ['/agents.md', { type: 'text/markdown', text: agentsMd(url) }],
    ['/llms.txt', { type: 'text/plain', text: llmsTxt(url) }],
    ['/schema.graphql', { type: 'text/plain', text: `${printSchema(lexicographicSortSchema(schema))}\n` }],
    ...[...published].map(([name, { text }]) => [`/operations/${name}.graphql`, { type: 'text/plain', text }] as const),
  ])
}
