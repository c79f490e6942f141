import { randomUUID } from 'node:crypto'
import { GraphQLError, type ExecutionArgs, type ExecutionResult } from 'graphql'
import type { ServerOptions, SubscribePayload } from 'graphql-ws'
import type { Extra } from 'graphql-ws/use/ws'
import type { Caller } from '#lib/auth/caller.ts'
import { factsOf } from '#lib/auth/callers.ts'
import { callerFromRequest } from '#lib/auth/from-request.ts'
import { duringCall } from '#lib/hang-up.ts'
import { duringRequest } from '#lib/log.ts'
import { headersOf, rateLimited } from './http.ts'
import { limitExceeded } from './limits.ts'
import { presentError } from './present-error.ts'
import type { RateLimit } from './rate-limit.ts'
import { onRevoked } from './revocation.ts'
import type { Envelop } from './yoga.ts'

const INIT_MS = 3_000
const UNSENT_LIMIT = 1_000_000
const OPERATIONS_LIMIT = 100
const TRY_AGAIN_LATER = 1013
const FORBIDDEN = 4403
const TOO_MANY = 4429

type Init = { authorization?: unknown }
/** What is known of a socket once its caller has been let in. */
type Entered = { caller: Caller; leave: () => void }
export type Options = ServerOptions<Init, Extra & Partial<Entered>>

/**
 * Sockets speak graphql-transport-ws. Who calls says the cookie of the upgrade, or `{ authorization: "Bearer …" }` in the first message,
 * which must come within 3 s (4408). Strangers and the revoked are closed with 4403.
 */
export function wsOptions(envelop: Envelop, rateLimit: RateLimit, socketsPerCredential: number): Options {
  const open = new Map<string, number>()

  function enter(caller: Caller, socket: Extra['socket']): Entered | null {
    const credential = `${caller.via} ${caller.credentialId}`
    const count = open.get(credential) ?? 0
    if (count >= socketsPerCredential) return null
    open.set(credential, count + 1)
    const forget = onRevoked(caller, () => socket.close(FORBIDDEN, 'Forbidden'))
    const leave = () => {
      forget()
      const left = (open.get(credential) ?? 1) - 1
      if (left > 0) open.set(credential, left)
      else open.delete(credential)
    }
    return { caller, leave }
  }

  async function prepare(
    sent: Caller,
    socket: Extra['socket'],
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const caller = { ...sent, requestId: randomUUID() }
    const waitMs = await rateLimit.waitMs(caller, caller.address)
    if (waitMs) return [errorOf(rateLimited(waitMs))]
    const { schema, parse, validate, contextFactory, execute, subscribe } = envelop(caller)
    const inRequest = <T>(run: () => T) =>
      duringCall(whenGone(socket), () => duringRequest({ requestId: caller.requestId, actorId: caller.actorId }, run))
    return inRequest(async () => {
      const document = parse(payload.query)
      const errors = validate(schema, document)
      if (errors.length) return errors
      const rootValue = {
        execute: (args: ExecutionArgs) => inRequest(() => execute(args)),
        subscribe: (args: ExecutionArgs) => inRequest(() => subscribe(args)),
      }
      const { operationName, variables: variableValues } = payload
      return { schema, document, operationName, variableValues, contextValue: await contextFactory(), rootValue } as ExecutionArgs
    }).catch((error: unknown) => [presentError(error)])
  }

  return {
    connectionInitWaitTimeout: INIT_MS,
    async onConnect({ extra, connectionParams }) {
      const headers = headersOf(extra.request)
      const authorization = connectionParams?.authorization
      if (typeof authorization === 'string') headers.set('authorization', authorization)
      const facts = factsOf(headers)
      const caller = await callerFromRequest(headers, facts)
      if (await rateLimit.waitMs(caller, facts.address)) {
        extra.socket.close(TRY_AGAIN_LATER, 'Too many requests')
        return false
      }
      // It may have closed meanwhile, and would never be counted out.
      if (!caller || extra.socket.readyState !== extra.socket.OPEN) return false
      const entered = enter(caller, extra.socket)
      if (!entered) extra.socket.close(TOO_MANY, 'Too many sockets')
      Object.assign(extra, entered)
      return entered !== null
    },
    async onSubscribe({ extra, subscriptions }, _id, payload) {
      if (!extra.caller) return [presentError(new Error('an operation before its caller'))]
      if (Object.keys(subscriptions).length > OPERATIONS_LIMIT)
        return [limitExceeded(`At most ${OPERATIONS_LIMIT} operations run on a socket at once.`)]
      return prepare(extra.caller, extra.socket, payload)
    },
    execute: (args) => (args.rootValue as Runners).execute(args),
    subscribe: (args) => (args.rootValue as Runners).subscribe(args),
    onNext({ extra }, _id, _payload, _args, result) {
      // Whoever does not read is let go, and may resume with its cursor.
      if (extra.socket.bufferedAmount > UNSENT_LIMIT) extra.socket.close(TRY_AGAIN_LATER, 'Too much unsent')
      return result.errors ? { ...result, errors: result.errors.map((error) => plain(presented(error))) } : undefined
    },
    onError: (_context, _id, _payload, errors) => errors.map((error) => plain(presented(error))),
    onClose: ({ extra }) => extra.leave?.(),
  }
}

const whenGone = (socket: Extra['socket']) => (gone: () => void) => {
  socket.once('close', gone)
  return () => void socket.off('close', gone)
}

interface Runners {
  execute: (args: ExecutionArgs) => ExecutionResult
  subscribe: (args: ExecutionArgs) => AsyncIterableIterator<ExecutionResult>
}

const errorOf = ({ message, extensions }: { message: string; extensions: object }) =>
  new GraphQLError(message, { extensions: { ...extensions } })

const presented = (error: GraphQLError) =>
  typeof error.extensions.code === 'string' && 'retryable' in error.extensions ? error : presentError(error)

/** Without what only HTTP answers with. */
function plain(error: GraphQLError) {
  const { extensions, ...rest } = error.toJSON()
  const { http: _, ...kept } = extensions ?? {}
  return { ...rest, extensions: kept }
}
