import { graphql } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'
import { LinkedTaskFragment, TaskFieldsFragment } from './documents.ts'

const ConflictFragment = graphql(
  `
    fragment Conflict on VersionConflictError {
      currentVersion
      conflicts {
        field
        old
        new
        actor {
          id
          kind
          handle
          name
        }
      }
      task {
        ...TaskRow
        ...TaskFields
      }
    }
  `,
  [TaskRowFragment, TaskFieldsFragment],
)

const BlockedFragment = graphql(
  `
    fragment Blocked on TaskBlockedError {
      holdReason
      blockers {
        ...LinkedTask
      }
    }
  `,
  [LinkedTaskFragment],
)

export const EditTaskDocument = graphql(
  `
    mutation EditTask($input: UpdateTaskInput!) {
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

export const FinishTaskDocument = graphql(
  `
    mutation FinishTask($input: CompleteTaskInput!) {
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

export const AddDependencyDocument = graphql(
  `
    mutation AddDependency($input: AddDependencyInput!) {
      addDependency(input: $input) {
        __typename
        ... on AddDependencySuccess {
          task {
            ...TaskRow
          }
          dependency {
            id
          }
        }
        ...Refusal
        ... on DependencyCycleError {
          path
        }
      }
    }
  `,
  [TaskRowFragment, RefusalFragment],
)

export const RemoveDependencyDocument = graphql(
  `
    mutation RemoveDependency($input: RemoveDependencyInput!) {
      removeDependency(input: $input) {
        __typename
        ... on RemoveDependencySuccess {
          unblocked
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

export const AddUpdateDocument = graphql(
  `
    mutation AddUpdate($input: AddContextInput!) {
      addContext(input: $input) {
        __typename
        ... on AddContextSuccess {
          entry {
            id
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [RefusalFragment, IssuesFragment],
)

export const AddFileDocument = graphql(
  `
    mutation AddFile($input: AddFileReferenceInput!) {
      addFileReference(input: $input) {
        __typename
        ... on AddFileReferenceSuccess {
          file {
            id
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [RefusalFragment, IssuesFragment],
)

export const RemoveFileDocument = graphql(
  `
    mutation RemoveFile($input: RemoveFileReferenceInput!) {
      removeFileReference(input: $input) {
        __typename
        ... on RemoveFileReferenceSuccess {
          task {
            id
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)
