import { GraphQLError } from 'graphql'
import { DomainError, ERROR_CODES, UnavailableError } from '#lib/errors.ts'
import { log, requestContext } from '#lib/log.ts'

/**
 * What a client sees of an error that is no member of a union: our code, a hint, and whether trying again helps.
 * Anything unexpected is logged and masked.
 */
export function presentError(error: unknown): GraphQLError {
  const cause = causeOf(error)
  const { nodes, source, positions, path } = error instanceof GraphQLError ? error : new GraphQLError('')
  const place = { nodes, source, positions, path }
  if (cause instanceof DomainError) return new GraphQLError(cause.message, { ...place, extensions: facts(cause) })
  // The library's own errors are about the request, unless they have come up while a field was answered.
  if (error instanceof GraphQLError && cause instanceof GraphQLError && (isOurs(cause) || !path)) {
    return new GraphQLError(error.message, { ...place, extensions: isOurs(cause) ? cause.extensions : refusal(error) })
  }
  log.error({ err: cause, path }, 'a resolver failed')
  const hint = 'Look for the request id in the log of the server.'
  const extensions = { code: 'INTERNAL', hint, retryable: false, requestId: requestContext()?.requestId }
  return new GraphQLError('Something went wrong on the server.', { ...place, extensions })
}

function facts(error: DomainError) {
  const { code, hint, retryable } = error
  return { code, hint, retryable, ...(error instanceof UnavailableError ? { retryAfterMs: error.retryAfterMs } : {}) }
}

function refusal(error: GraphQLError) {
  const isTooLarge = error.extensions.code === 'REQUEST_ENTITY_TOO_LARGE'
  return {
    code: isTooLarge ? 'LIMIT_EXCEEDED' : 'BAD_REQUEST',
    hint: isTooLarge ? 'Send less at once.' : 'Correct the request: /agents.md has calls to copy, /schema.graphql has every field.',
    retryable: false,
    http: httpOf(error),
  }
}

/** Only what is wrong with a document may go with status 200, where the client takes `application/json`. */
function httpOf({ source, nodes, extensions }: GraphQLError) {
  const given = (extensions.http ?? {}) as { status?: number; headers?: Record<string, string> }
  return { status: 400, ...given, spec: source !== undefined || nodes !== undefined }
}

function causeOf(error: unknown): unknown {
  let cause = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause
}

/** BAD_REQUEST is also what the library calls some of its own errors, with details of its own. */
const isOurs = ({ extensions: { code } }: GraphQLError) => typeof code === 'string' && code in ERROR_CODES && code !== 'BAD_REQUEST'
