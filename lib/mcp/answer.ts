import type { CallToolResult, Tool as ToolDefinition } from '@modelcontextprotocol/sdk/types.js'
import type { Caller } from '#lib/auth/caller.ts'
import type { Tool } from './tool.ts'

export interface Offer {
  tools: readonly Tool[]
  /** What a client tells its model about all tools together. */
  instructions: string
  version: string
}

/** Answers one JSON-RPC message as this caller. */
export async function answer(offer: Offer, caller: Caller, request: Request, message: unknown): Promise<Response> {
  const { Server, Transport, validator, types } = await sdk()
  const server = new Server(
    { name: 'task-orchestrator', title: 'Task Orchestrator', version: offer.version },
    { capabilities: { tools: {} }, instructions: offer.instructions, jsonSchemaValidator: validator },
  )
  server.setRequestHandler(types.ListToolsRequestSchema, () => ({ tools: offer.tools.map(definition) }))
  server.setRequestHandler(types.CallToolRequestSchema, async ({ params }) => {
    const tool = offer.tools.find(({ name }) => name === params.name)
    if (!tool) throw new types.McpError(types.ErrorCode.InvalidParams, `There is no tool "${params.name}".`)
    return resultOf(await tool.call(caller, params.arguments ?? {}))
  })
  const transport = new Transport({ enableJsonResponse: true })
  await server.connect(transport)
  try {
    return await transport.handleRequest(request, { parsedBody: message })
  } finally {
    await server.close()
  }
}

export const definition = ({ name, description, inputSchema, isReadOnly }: Tool): ToolDefinition => ({
  name,
  description,
  inputSchema,
  annotations: isReadOnly ? { readOnlyHint: true } : { destructiveHint: false },
})

function resultOf({ result, refusal }: Awaited<ReturnType<Tool['call']>>): CallToolResult {
  const content = [{ type: 'text' as const, text: refusal ?? JSON.stringify(result) }]
  return { content, structuredContent: result, ...(refusal === null ? {} : { isError: true }) }
}

let loaded: ReturnType<typeof load> | undefined

/** Loaded by the first call: it takes a quarter of a second, which no start should wait for. */
const sdk = () => (loaded ??= load())

async function load() {
  const [{ Server }, { WebStandardStreamableHTTPServerTransport }, { AjvJsonSchemaValidator }, types] = await Promise.all([
    import('@modelcontextprotocol/sdk/server/index.js'),
    import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'),
    import('@modelcontextprotocol/sdk/validation/ajv'),
    import('@modelcontextprotocol/sdk/types.js'),
  ])
  return { Server, Transport: WebStandardStreamableHTTPServerTransport, validator: new AjvJsonSchemaValidator(), types }
}
