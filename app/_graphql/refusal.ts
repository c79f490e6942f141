import { graphql, type ResultOf } from './graphql.ts'

/** Spread into the result of every mutation: `...Refusal`. */
export const RefusalFragment = graphql(`
  fragment Refusal on Error {
    message
    hint
  }
`)

/** Beside `...Refusal` where a form shows what is wrong with each field: `...Issues`. */
export const IssuesFragment = graphql(`
  fragment Issues on InvalidInputError {
    issues {
      field
      message
    }
  }
`)

/** Refused input by the field of the form that it belongs to. */
export const issuesByField = ({ issues }: { issues: ResultOf<typeof IssuesFragment>['issues'] }) =>
  Object.fromEntries(issues.map((issue) => [issue.field.split('.')[0] ?? '', issue.message]))
