import { graphql } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'

/** What became of one of many. */
const OutcomeFragment = graphql(
  `
    fragment Outcome on TaskOutcome {
      ref
      task {
        ...TaskRow
      }
      error {
        message
      }
    }
  `,
  [TaskRowFragment],
)

export const UpdateTasksDocument = graphql(
  `
    mutation UpdateTasks($input: UpdateTasksInput!) {
      updateTasks(input: $input) {
        __typename
        ... on UpdateTasksSuccess {
          results {
            ...Outcome
          }
        }
        ...Refusal
      }
    }
  `,
  [OutcomeFragment, RefusalFragment],
)

export const AssignTasksDocument = graphql(
  `
    mutation AssignTasks($input: AssignTasksInput!) {
      assignTasks(input: $input) {
        __typename
        ... on AssignTasksSuccess {
          results {
            ...Outcome
          }
        }
        ...Refusal
      }
    }
  `,
  [OutcomeFragment, RefusalFragment],
)

export const CompleteTasksDocument = graphql(
  `
    mutation CompleteTasks($input: CompleteTasksInput!) {
      completeTasks(input: $input) {
        __typename
        ... on CompleteTasksSuccess {
          results {
            ...Outcome
          }
          unblockedTasks {
            ...TaskRow
          }
        }
        ...Refusal
      }
    }
  `,
  [OutcomeFragment, TaskRowFragment, RefusalFragment],
)

export const StartTasksDocument = graphql(
  `
    mutation StartTasks($input: StartTasksInput!) {
      startTasks(input: $input) {
        __typename
        ... on StartTasksSuccess {
          results {
            ...Outcome
          }
        }
        ...Refusal
      }
    }
  `,
  [OutcomeFragment, RefusalFragment],
)

export const ReleaseTasksDocument = graphql(
  `
    mutation ReleaseTasks($input: ReleaseTasksInput!) {
      releaseTasks(input: $input) {
        __typename
        ... on ReleaseTasksSuccess {
          results {
            ...Outcome
          }
        }
        ...Refusal
      }
    }
  `,
  [OutcomeFragment, RefusalFragment],
)

export const HoldTasksDocument = graphql(
  `
    mutation HoldTasks($input: HoldTasksInput!) {
      holdTasks(input: $input) {
        __typename
        ... on HoldTasksSuccess {
          results {
            ...Outcome
          }
        }
        ...Refusal
      }
    }
  `,
  [OutcomeFragment, RefusalFragment],
)

export const ReleaseHoldsDocument = graphql(
  `
    mutation ReleaseHolds($input: ReleaseHoldsInput!) {
      releaseHolds(input: $input) {
        __typename
        ... on ReleaseHoldsSuccess {
          results {
            ...Outcome
          }
        }
        ...Refusal
      }
    }
  `,
  [OutcomeFragment, RefusalFragment],
)

export const CancelTasksDocument = graphql(
  `
    mutation CancelTasks($input: CancelTasksInput!) {
      cancelTasks(input: $input) {
        __typename
        ... on CancelTasksSuccess {
          results {
            ...Outcome
          }
          releasedTasks {
            ...TaskRow
          }
        }
        ...Refusal
      }
    }
  `,
  [OutcomeFragment, TaskRowFragment, RefusalFragment],
)

export const ReopenTasksDocument = graphql(
  `
    mutation ReopenTasks($input: ReopenTasksInput!) {
      reopenTasks(input: $input) {
        __typename
        ... on ReopenTasksSuccess {
          results {
            ...Outcome
          }
        }
        ...Refusal
      }
    }
  `,
  [OutcomeFragment, RefusalFragment],
)

export const DeleteTasksDocument = graphql(
  `
    mutation DeleteTasks($input: DeleteTasksInput!) {
      deleteTasks(input: $input) {
        __typename
        ... on DeleteTasksSuccess {
          results {
            ...Outcome
          }
        }
        ...Refusal
      }
    }
  `,
  [OutcomeFragment, RefusalFragment],
)

export const RestoreTasksDocument = graphql(
  `
    mutation RestoreTasks($input: RestoreTasksInput!) {
      restoreTasks(input: $input) {
        __typename
        ... on RestoreTasksSuccess {
          results {
            ...Outcome
          }
        }
        ...Refusal
      }
    }
  `,
  [OutcomeFragment, RefusalFragment],
)
