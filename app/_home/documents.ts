import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'
import { QuestionFragment } from '#app/_questions/documents.ts'

const HomeTaskFragment = graphql(
  `
    fragment HomeTask on Task {
      ...TaskRow
      project {
        id
        key
        name
        seq
      }
    }
  `,
  [TaskRowFragment],
)

/** Everything on home, in one request. */
export const HomeDocument = graphql(
  `
    query Home($first: Int!) {
      preference {
        homeSeenAt
      }
      projects {
        id
        key
      }
      doing: tasks(filter: { mine: true, status: [IN_PROGRESS] }, first: $first) {
        nodes {
          ...HomeTask
        }
        pageInfo {
          hasNextPage
        }
      }
      next: tasks(filter: { mine: true, status: [PENDING, BLOCKED] }, first: $first) {
        nodes {
          ...HomeTask
        }
        pageInfo {
          hasNextPage
        }
      }
      questions(state: OPEN, first: $first) {
        nodes {
          ...QuestionCard
          task {
            ...HomeTask
          }
        }
        pageInfo {
          hasNextPage
        }
      }
      holds: tasks(filter: { onHold: true, open: true }, orderBy: UPDATED, first: $first) {
        nodes {
          ...HomeTask
          hold {
            reason
            at
            by {
              id
              kind
              handle
              name
            }
          }
        }
        pageInfo {
          hasNextPage
        }
      }
      lapsed: claims(state: LAPSED, first: $first) {
        nodes {
          id
          endedAt
          holder {
            id
            kind
            handle
            name
          }
          task {
            ...HomeTask
          }
        }
        pageInfo {
          hasNextPage
        }
      }
      working: claims(first: 100) {
        nodes {
          id
          leasedAt
          expiresAt
          holder {
            id
            kind
            handle
            name
          }
          task {
            id
            key
            title
            status
            project {
              id
              key
              name
              seq
            }
          }
        }
        pageInfo {
          hasNextPage
        }
      }
      finished: tasks(filter: { unseen: true }, orderBy: UPDATED, first: $first) {
        totalCount
        nodes {
          id
          key
          title
          status
          completedAt
          completionSummary
          assignee {
            id
            kind
            handle
            name
          }
          project {
            id
            key
            name
            seq
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  `,
  [HomeTaskFragment, QuestionFragment],
)

export type Home = ResultOf<typeof HomeDocument>
export type HomeTask = ResultOf<typeof HomeTaskFragment>

export const atFirst = { first: 20 }
/** The most that a list of the API gives at once. */
export const ALL = { first: 100 }

export const MarkHomeSeenDocument = graphql(
  `
    mutation MarkHomeSeen($input: MarkHomeSeenInput!) {
      markHomeSeen(input: $input) {
        __typename
        ... on MarkHomeSeenSuccess {
          preference {
            homeSeenAt
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)
