import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

export const InvitationsDocument = graphql(`
  query Invitations {
    invitations {
      id
      email
      handle
      name
      isAdmin
      state
      createdAt
      expiresAt
      usedAt
      createdBy {
        id
        kind
        handle
        name
      }
    }
  }
`)
export type Invitation = NonNullable<ResultOf<typeof InvitationsDocument>['invitations']>[number]

export const InvitePersonDocument = graphql(
  `
    mutation InvitePerson($input: InvitePersonInput!) {
      invitePerson(input: $input) {
        __typename
        ... on InvitePersonSuccess {
          url
          becomes {
            id
            handle
          }
        }
        ... on AlreadyExistsError {
          field
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [RefusalFragment, IssuesFragment],
)

export const RevokeInvitationDocument = graphql(
  `
    mutation RevokeInvitation($input: RevokeInvitationInput!) {
      revokeInvitation(input: $input) {
        __typename
        ... on RevokeInvitationSuccess {
          invitation {
            id
            state
            expiresAt
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)
