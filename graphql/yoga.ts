import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga'
import type { Caller } from '#lib/auth/caller.ts'
import { factsOf } from '#lib/auth/callers.ts'
import { callerFromRequest } from '#lib/auth/from-request.ts'
import { env } from '#lib/env.ts'
import { duringRequest } from '#lib/log.ts'
import { mcpHandler } from '#lib/mcp/serve.ts'
import { createContext, type Context } from './context.ts'
import { guard } from './guard.ts'
import { httpHandler, unauthenticated } from './http.ts'
import { BODY_LIMIT, isLarge, PLAN_BODY_LIMIT, plansOnly } from './large-plans.ts'
import { presentError } from './present-error.ts'
import { publishedOperations } from './published.ts'
import { RateLimit } from './rate-limit.ts'
import { schema } from './schema.ts'
import { offer } from './tools.ts'
import { wsOptions } from './ws.ts'

export interface ApiOptions {
  /** Requests and operations of one actor in a second, over all its credentials and every transport. */
  ratePerSecond?: number
  /** Sockets open at once with one token or session. */
  socketsPerCredential?: number
}

/** The steps of an operation as a caller, each with the limits and masks that every transport shares. */
export type Envelop = (caller: Caller) => ReturnType<YogaServerInstance<{ caller: Caller }, object>['getEnveloped']>

/** The API for every transport: HTTP and SSE (`yoga`), WebSocket (`wsOptions`), MCP (`mcp`) and this process itself (`execute`, `run`). */
export function createApi({ ratePerSecond = env().RATE_LIMIT, socketsPerCredential = 200 }: ApiOptions = {}) {
  const rateLimit = new RateLimit(ratePerSecond)
  const yoga = yogaFor(BODY_LIMIT, [])
  const yogaForPlans = yogaFor(PLAN_BODY_LIMIT, [plansOnly])
  const envelop: Envelop = (caller) => yoga.getEnveloped({ caller })

  /** Runs a document as a caller. Never throws; what went wrong stands in `errors`. */
  async function run(document: string, variables: Record<string, unknown>, caller: Caller, operationName?: string) {
    const { schema, parse, validate, execute, contextFactory } = envelop(caller)
    return duringRequest({ requestId: caller.requestId, actorId: caller.actorId }, async () => {
      try {
        const parsed = parse(document)
        const errors = validate(schema, parsed)
        if (errors.length) return { errors: errors.map(presentError) }
        return await execute({ schema, document: parsed, variableValues: variables, operationName, contextValue: await contextFactory() })
      } catch (error) {
        return { errors: [presentError(error)] }
      }
    })
  }

  /** For pages of this process, with the headers of the browser's request. */
  async function execute(document: string, variables: Record<string, unknown>, headers: Record<string, string>) {
    const sent = new Headers(headers)
    const caller = await callerFromRequest(sent, factsOf(sent))
    return caller ? run(document, variables, caller) : { errors: [unauthenticated()] }
  }

  return {
    yoga: httpHandler((request, ...rest) => (isLarge(request) ? yogaForPlans : yoga)(request, ...rest), rateLimit, { hasPage: true }),
    mcp: httpHandler(mcpHandler(offer(run)), rateLimit),
    wsOptions: wsOptions(envelop, rateLimit, socketsPerCredential),
    execute,
    run,
  }
}

const yogaFor = (maxRequestBodySize: number, plugins: Plugin<Context>[]) =>
  createYoga<{ caller: Caller }>({
    schema,
    context: ({ caller }) => createContext(caller),
    plugins: [publishedOperations, guard, ...plugins],
    extraParamNames: ['documentId'],
    maskedErrors: { maskError: presentError },
    maxRequestBodySize,
    graphiql: false,
    landingPage: false,
    batching: false,
    multipart: false,
    cors: false,
    logging: false,
  })
