import { GraphQLError, parse, type DocumentNode, type ParseOptions, type Source } from 'graphql'

/** The most that one operation may be. Each excess is LIMIT_EXCEEDED, before any work is done. */
export const LIMITS = { tokens: 1_000, depth: 12, aliases: 15, directives: 10, mutations: 10, nodes: 5_000 } as const

export function limitExceeded(message: string) {
  const hint = 'Ask for less at once, or split the request.'
  return new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', hint, retryable: false, http: { spec: true, status: 400 } } })
}

/** Stops reading after so many tokens, so that neither the parser nor validation works on what is refused anyway. */
export function parseWithinLimits(source: string | Source, options?: ParseOptions): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens: LIMITS.tokens })
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes('tokens'))
      throw limitExceeded(`The document has more than ${LIMITS.tokens} tokens.`)
    throw error
  }
}
