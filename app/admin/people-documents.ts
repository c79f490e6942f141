import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'

const PersonFragment = graphql(`
  fragment AccountOfPerson on Person {
    email
    sessions
    projectCount
    soleOwnerOf {
      id
      key
    }
    actor {
      id
      kind
      handle
      name
      isAdmin
      retiredAt
      lastSeenAt
      openTaskCount
    }
  }
`)

export const PeopleDocument = graphql(
  `
    query People($search: String, $gone: Boolean!) {
      people(search: $search, includeDeactivated: $gone) {
        ...AccountOfPerson
      }
    }
  `,
  [PersonFragment],
)
export type Person = NonNullable<ResultOf<typeof PeopleDocument>['people']>[number]

export const SetAdminDocument = graphql(
  `
    mutation SetAdmin($input: SetAdminInput!) {
      setAdmin(input: $input) {
        __typename
        ... on SetAdminSuccess {
          person {
            ...AccountOfPerson
          }
        }
        ...Refusal
      }
    }
  `,
  [PersonFragment, RefusalFragment],
)

export const DeactivatePersonDocument = graphql(
  `
    mutation DeactivatePerson($input: DeactivatePersonInput!) {
      deactivatePerson(input: $input) {
        __typename
        ... on DeactivatePersonSuccess {
          releasedTasks {
            id
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)

export const ReactivatePersonDocument = graphql(
  `
    mutation ReactivatePerson($input: ReactivatePersonInput!) {
      reactivatePerson(input: $input) {
        __typename
        ... on ReactivatePersonSuccess {
          person {
            ...AccountOfPerson
          }
        }
        ...Refusal
      }
    }
  `,
  [PersonFragment, RefusalFragment],
)

export const ResetPasswordDocument = graphql(
  `
    mutation ResetPassword($input: ResetPasswordInput!) {
      resetPassword(input: $input) {
        __typename
        ... on ResetPasswordSuccess {
          url
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)
