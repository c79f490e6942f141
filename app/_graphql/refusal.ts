import { graphql } from './graphql.ts'

/** Spread into the result of every mutation: `...Refusal`. */
export const RefusalFragment = graphql(`
  fragment Refusal on Error {
    message
    hint
  }
`)
