import { graphql } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'

export const UpdateTasksDocument = graphql(
  `
    mutation UpdateTasks($input: UpdateTasksInput!) {
      updateTasks(input: $input) {
        __typename
        ... on UpdateTasksSuccess {
          results {
            ref
            task {
              ...TaskRow
            }
            error {
              message
            }
          }
        }
        ...Refusal
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
)

export const AssignTasksDocument = graphql(
  `
    mutation AssignTasks($input: AssignTasksInput!) {
      assignTasks(input: $input) {
        __typename
        ... on AssignTasksSuccess {
          results {
            ref
            task {
              ...TaskRow
            }
            error {
              message
            }
          }
        }
        ...Refusal
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
)

export const CompleteTasksDocument = graphql(
  `
    mutation CompleteTasks($input: CompleteTasksInput!) {
      completeTasks(input: $input) {
        __typename
        ... on CompleteTasksSuccess {
          results {
            ref
            task {
              ...TaskRow
            }
            error {
              message
            }
          }
          unblockedTasks {
            ...TaskRow
          }
        }
        ...Refusal
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
)
