import { graphql } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'

export const AddDependencyDocument = graphql(
  `
    mutation AddDependency($input: AddDependencyInput!) {
      addDependency(input: $input) {
        __typename
        ... on AddDependencySuccess {
          task {
            ...TaskRow
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
