import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'

/** A dry run, or what was done: who gets what, and what was left. */
export const CoordinateDocument = graphql(
  `
    mutation Coordinate($input: CoordinateProjectInput!) {
      coordinateProject(input: $input) {
        __typename
        ... on CoordinateProjectSuccess {
          dryRun
          fingerprint
          summary
          leftCount
          truncated
          assignments {
            isCritical
            reason
            task {
              id
              key
              title
              status
              assignee {
                id
              }
            }
            agent {
              id
              kind
              handle
              name
            }
            movedFrom {
              id
              kind
              handle
              name
            }
          }
          left {
            kind
            reason
            task {
              id
              key
              title
              status
            }
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)

export type Proposal = Extract<ResultOf<typeof CoordinateDocument>['coordinateProject'], { __typename: 'CoordinateProjectSuccess' }>

/** Gives tasks back to whoever had them, where a coordination is taken back. */
export const ReassignDocument = graphql(
  `
    mutation Reassign($input: AssignTasksInput!) {
      assignTasks(input: $input) {
        __typename
        ... on AssignTasksSuccess {
          doneCount
          refusedCount
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)
