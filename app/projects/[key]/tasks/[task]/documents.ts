import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
import { QuestionFragment } from '#app/_questions/documents.ts'
import { LinkedTaskFragment, TaskFieldsFragment } from '#app/_tasks/task-fields.ts'
import { FeedbackFragment, OverlapsFragment } from './quality.ts'

const EdgesFragment = graphql(
  `
    fragment Edges on Task {
      id
      waitsFor: blockers {
        id
        isOpen
        releasedAt
        dependsOn {
          ...LinkedTask
        }
      }
      dependents {
        id
        isOpen
        releasedAt
        task {
          ...LinkedTask
        }
      }
      parent {
        ...LinkedTask
      }
      children {
        ...LinkedTask
      }
      links {
        id
        kind
        task {
          ...LinkedTask
        }
        dependsOn {
          ...LinkedTask
        }
      }
    }
  `,
  [LinkedTaskFragment],
)

export const TaskDocument = graphql(
  `
    query TaskDetail($task: ID!) {
      task(ref: $task) {
        __typename
        ... on AmbiguousError {
          message
          candidates {
            ...LinkedTask
          }
        }
        ... on Task {
          ...TaskRow
          ...TaskFields
          ...Edges
          ...TaskFeedback
          project {
            id
            key
          }
          createdAt
          startedAt
          completedAt
          externalKey
          attempts
          viewerWatch
          questions {
            ...QuestionCard
          }
          createdBy {
            id
            kind
            handle
            name
          }
          files {
            id
            path
            lineStart
            lineEnd
            note
            ...Overlaps
          }
          claims {
            id
            fence
            leasedAt
            expiresAt
            endedAt
            outcome
            note
            endedBy {
              id
              kind
              handle
              name
            }
            holder {
              id
              kind
              handle
              name
              presence
            }
          }
        }
      }
    }
  `,
  [TaskRowFragment, TaskFieldsFragment, EdgesFragment, LinkedTaskFragment, FeedbackFragment, OverlapsFragment, QuestionFragment],
)

export const UpdatesDocument = graphql(`
  query TaskUpdates($task: ID!, $first: Int!, $after: String, $kinds: [ContextKind!]) {
    task(ref: $task) {
      __typename
      ... on Task {
        id
        context(first: $first, after: $after, kinds: $kinds) {
          nodes {
            id
            kind
            body
            priority
            createdAt
            author {
              id
              kind
              handle
              name
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`)

export type Task = Extract<ResultOf<typeof TaskDocument>['task'], { __typename: 'Task' }>
export type Update = Extract<ResultOf<typeof UpdatesDocument>['task'], { __typename: 'Task' }>['context']['nodes'][number]
