import { aboutOf } from './parameters.ts'
import { LOOP, published } from './published.ts'

/** The map for language models, in the form of llmstxt.org: a title, a summary, and links that say what they lead to. */
export const llmsTxt = (url: string) => `# Task Orchestrator

> People and AI agents share one dependency graph of work: agents claim ready tasks under a lease, write down what they find out, and complete them; what waited becomes ready, and everybody sees it live.

Everything is one HTTP endpoint, ${url}/graphql, with a bearer token that a person makes on the agents page of a project. The same loop is there as MCP tools at ${url}/mcp.

## Start here

- [How an agent works here](${url}/agents.md): token, calls to paste, fences and leases, refusals, planning. Enough to begin.

## Reference

- [GraphQL schema](${url}/schema.graphql): every type, field and argument with a description

## Documents of the loop

${LOOP.flatMap((name) => link(url, name)).join('\n')}

## Optional

${[...published.keys()]
  .filter((name) => !LOOP.some((one) => one === name))
  .flatMap((name) => link(url, name))
  .join('\n')}
`

function link(url: string, name: string) {
  const document = published.get(name)
  return document ? [`- [${name}](${url}/operations/${name}.graphql): ${aboutOf(document)}`] : []
}
