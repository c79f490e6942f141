import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'
import { CriterionFragment } from '#app/_tasks/task-fields.ts'

export const OverlapsFragment = graphql(`
  fragment Overlaps on FileReference {
    overlaps {
      path
      lineStart
      lineEnd
      task {
        id
        key
        title
        status
      }
      holder {
        id
        kind
        handle
        name
      }
    }
  }
`)

export const FeedbackFragment = graphql(`
  fragment TaskFeedback on Task {
    id
    feedback {
      quality
      timeliness
      note
      at
      by {
        id
        kind
        handle
        name
      }
    }
  }
`)

export const MarkCriterionDocument = graphql(
  `
    mutation MarkCriterion($input: MarkCriterionInput!) {
      markCriterion(input: $input) {
        __typename
        ... on MarkCriterionSuccess {
          task {
            ...TaskRow
            criteria {
              ...Criterion
            }
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [TaskRowFragment, CriterionFragment, RefusalFragment, IssuesFragment],
)

export const GiveFeedbackDocument = graphql(
  `
    mutation GiveFeedback($input: GiveFeedbackInput!) {
      giveFeedback(input: $input) {
        __typename
        ... on GiveFeedbackSuccess {
          task {
            ...TaskRow
            ...TaskFeedback
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [TaskRowFragment, FeedbackFragment, RefusalFragment, IssuesFragment],
)

export type Overlap = ResultOf<typeof OverlapsFragment>['overlaps'][number]
