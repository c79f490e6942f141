import { graphql } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'
import { BlockedFragment, LinkedTaskFragment, TaskFieldsFragment } from './task-fields.ts'

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
        ...Blocked
      }
    }
  `,
  [TaskRowFragment, RefusalFragment, BlockedFragment],
)

export const ClaimTaskDocument = graphql(
  `
    mutation ClaimTask($input: ClaimTaskInput!) {
      claimTask(input: $input) {
        __typename
        ... on ClaimTaskSuccess {
          fence
          task {
            ...TaskRow
          }
        }
        ...Refusal
        ...Blocked
      }
    }
  `,
  [TaskRowFragment, RefusalFragment, BlockedFragment],
)

export const CompleteTaskDocument = graphql(
  `
    mutation CompleteTask($input: CompleteTaskInput!) {
      completeTask(input: $input) {
        __typename
        ... on CompleteTaskSuccess {
          task {
            ...TaskRow
            ...TaskFields
          }
          unblockedTasks {
            ...TaskRow
          }
        }
        ...Refusal
        ...Blocked
        ... on CriteriaUnmetError {
          criteria {
            id
            text
            state
          }
        }
        ... on StaleClaimError {
          reason
          currentFence
          holder {
            id
            handle
          }
        }
      }
    }
  `,
  [TaskRowFragment, TaskFieldsFragment, RefusalFragment, BlockedFragment],
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
            dependents {
              id
              releasedAt
              task {
                id
              }
            }
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
            questions {
              id
              state
              closedAt
            }
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

export const TakeOverTaskDocument = graphql(
  `
    mutation TakeOverTask($input: TakeOverTaskInput!) {
      takeOverTask(input: $input) {
        __typename
        ... on TakeOverTaskSuccess {
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

export const DeleteTaskDocument = graphql(
  `
    mutation DeleteTask($input: DeleteTaskInput!) {
      deleteTask(input: $input) {
        __typename
        ... on DeleteTaskSuccess {
          task {
            ...TaskRow
          }
        }
        ...Refusal
        ... on HasDependentsError {
          dependents {
            ...LinkedTask
          }
        }
      }
    }
  `,
  [TaskRowFragment, RefusalFragment, LinkedTaskFragment],
)

export const RestoreTaskDocument = graphql(
  `
    mutation RestoreTask($input: RestoreTaskInput!) {
      restoreTask(input: $input) {
        __typename
        ... on RestoreTaskSuccess {
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
