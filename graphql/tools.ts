import type { GraphQLFormattedError } from 'graphql'
import type { Caller } from '#lib/auth/caller.ts'
import type { Offer } from '#lib/mcp/answer.ts'
import type { Tool, ToolAnswer } from '#lib/mcp/tool.ts'
import { describedSchema } from './json-schema.ts'
import { aboutOf, parametersOf, takesInput } from './parameters.ts'
import { LOOP, published, version, type Published } from './published.ts'

type Answer = Record<string, unknown>
type Run = (document: string, variables: Answer, caller: Caller) => Promise<{ data?: unknown; errors?: readonly unknown[] }>

/** All that an MCP client is offered. */
export const offer = (run: Run): Offer => ({ tools: loopTools(run), instructions: INSTRUCTIONS, version })

const INSTRUCTIONS = `Work on a shared graph of tasks. claim_next_task gives you one task and all you need to know for it; remember its fence. Send the fence with every write on that task; each write renews your lease, and heartbeat does when you write nothing for long. Tell others what you find out with add_context (kind DISCOVERY), then complete_task with a summary. Give up with release_task, or fail_task when it cannot be done. A refusal says in its hint what to do next.`

/** The loop as tools: each runs its published document, and takes and says what the schema says. */
function loopTools(run: Run): Tool[] {
  return LOOP.flatMap((name) => {
    const document = published.get(name)
    return document ? [toolOf(document, run)] : []
  })
}

function toolOf(document: Published, run: Run): Tool {
  const parameters = parametersOf(document)
  const required = parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  return {
    name: document.name.replaceAll('-', '_'),
    description: aboutOf(document),
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, describedSchema(parameter)])),
      ...(required.length ? { required } : {}),
    },
    isReadOnly: document.operation.operation === 'query',
    isLarge: document.name === 'create-plan',
    async call(caller, args) {
      const { data, errors } = await run(document.text, takesInput(document) ? { input: args } : args, caller)
      return errors?.length ? failure(errors) : answerOf(data as Answer, document)
    },
  }
}

/** An act answers with the member of its union, a read with all it has read. */
function answerOf(data: Answer, { roots: [root] }: Published): ToolAnswer {
  const result = (root && Object.keys(data).length === 1 ? data[root.name.value] : data) as Answer
  return { result: lean(result) as Answer, refusal: refusalOf(result) }
}

/** A model pays for every character: without what is null or has no text, and without next calls, since each tool says when it is for. */
function lean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lean)
  if (value === null || typeof value !== 'object') return value
  const fields = Object.entries(value).flatMap(([name, inner]) => {
    const kept = name === 'nextCalls' ? null : lean(inner)
    return kept === null || kept === '' || isBare(kept) ? [] : [[name, kept] as const]
  })
  return Object.fromEntries(fields)
}

const isBare = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0 && !Array.isArray(value)

function refusalOf({ code, message, hint }: Answer): string | null {
  return code === undefined || hint === undefined ? null : `${code}: ${message} ${hint}`
}

function failure(errors: readonly unknown[]): ToolAnswer {
  const found = errors.map((error) => plain(error))
  const [{ message, extensions: { code, hint, retryable, retryAfterMs } = {} }] = found as [GraphQLFormattedError]
  return {
    result: { code, message, hint, retryable, retryAfterMs },
    refusal: `${code}: ${found.map((error) => error.message).join(' ')} ${hint}`,
  }
}

const plain = (error: unknown) => JSON.parse(JSON.stringify(error)) as GraphQLFormattedError
