import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'
import { graphql } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'

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
          }
        }
        ...Refusal
        ... on VersionConflictError {
          task {
            ...TaskRow
          }
        }
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
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
        ... on VersionConflictError {
          task {
            ...TaskRow
          }
        }
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
)

export const StartTaskDocument = graphql(
  `
    mutation StartTask($input: StartTaskInput!) {
      startTask(input: $input) {
        __typename
        ... on StartTaskSuccess {
          task {
            ...TaskRow
          }
        }
        ...Refusal
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
)

export const CompleteTaskDocument = graphql(
  `
    mutation CompleteTask($input: CompleteTaskInput!) {
      completeTask(input: $input) {
        __typename
        ... on CompleteTaskSuccess {
          task {
            ...TaskRow
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

export const CancelTaskDocument = graphql(
  `
    mutation CancelTask($input: CancelTaskInput!) {
      cancelTask(input: $input) {
        __typename
        ... on CancelTaskSuccess {
          dryRun
          task {
            ...TaskRow
          }
          cancelledTasks {
            ...TaskRow
          }
        }
        ...Refusal
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
)

export const ReopenTaskDocument = graphql(
  `
    mutation ReopenTask($input: ReopenTaskInput!) {
      reopenTask(input: $input) {
        __typename
        ... on ReopenTaskSuccess {
          task {
            ...TaskRow
          }
          blockedTasks {
            ...TaskRow
          }
        }
        ...Refusal
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
)

export const HoldTaskDocument = graphql(
  `
    mutation HoldTask($input: HoldTaskInput!) {
      holdTask(input: $input) {
        __typename
        ... on HoldTaskSuccess {
          task {
            ...TaskRow
          }
        }
        ...Refusal
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
)

export const ReleaseHoldDocument = graphql(
  `
    mutation ReleaseHold($input: ReleaseHoldInput!) {
      releaseHold(input: $input) {
        __typename
        ... on ReleaseHoldSuccess {
          task {
            ...TaskRow
          }
        }
        ...Refusal
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
)

export const ReleaseTaskDocument = graphql(
  `
    mutation ReleaseTask($input: ReleaseTaskInput!) {
      releaseTask(input: $input) {
        __typename
        ... on ReleaseTaskSuccess {
          task {
            ...TaskRow
          }
        }
        ...Refusal
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
)
