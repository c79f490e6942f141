import { graphql } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

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
