import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'
import { graphql } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
import { ConflictFragment, TaskFieldsFragment } from './task-fields.ts'

export const CreateTaskDocument = graphql(
  `
    mutation CreateTask($input: CreateTaskInput!) {
      createTask(input: $input) {
        __typename
        ... on CreateTaskSuccess {
          task {
            ...TaskRow
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [TaskRowFragment, RefusalFragment, IssuesFragment],
)

export const UpdateTaskDocument = graphql(
  `
    mutation UpdateTask($input: UpdateTaskInput!) {
      updateTask(input: $input) {
        __typename
        ... on UpdateTaskSuccess {
          task {
            ...TaskRow
            ...TaskFields
          }
        }
        ...Refusal
        ...Conflict
        ...Issues
      }
    }
  `,
  [TaskRowFragment, TaskFieldsFragment, RefusalFragment, ConflictFragment, IssuesFragment],
)

export const AssignTaskDocument = graphql(
  `
    mutation AssignTask($input: AssignTaskInput!) {
      assignTask(input: $input) {
        __typename
        ... on AssignTaskSuccess {
          task {
            ...TaskRow
          }
        }
        ...Refusal
        ...Conflict
      }
    }
  `,
  [TaskRowFragment, RefusalFragment, ConflictFragment],
)
