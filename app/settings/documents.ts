import { graphql } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

export const SettingsDocument = graphql(`
  query Settings {
    me {
      id
      name
      handle
      isAdmin
    }
    preference {
      shortcuts
      mutedReasons
      mutableReasons
    }
  }
`)

export const UpdateMeDocument = graphql(
  `
    mutation UpdateMe($input: UpdateMeInput!) {
      updateMe(input: $input) {
        __typename
        ... on UpdateMeSuccess {
          me {
            id
            name
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [RefusalFragment, IssuesFragment],
)
