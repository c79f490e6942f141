import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

export const MeDocument = graphql(`
  query AdminMe {
    me {
      id
      isAdmin
    }
  }
`)

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

export const AllAgentsDocument = graphql(`
  query AllAgents($gone: Boolean!) {
    actors(kind: AGENT, includeRetired: $gone) {
      id
      kind
      handle
      name
      agentType
      presence
      lastSeenAt
      retiredAt
      openTaskCount
      viewerCanManage
      owner {
        id
        kind
        handle
        name
        retiredAt
      }
      currentClaims {
        id
      }
      tokens {
        id
        revokedAt
        expiresAt
      }
    }
  }
`)
export type Agent = ResultOf<typeof AllAgentsDocument>['actors'][number]

export const RetireAgentDocument = graphql(
  `
    mutation RetireAgent($input: RetireAgentInput!) {
      retireAgent(input: $input) {
        __typename
        ... on RetireAgentSuccess {
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

export const InstallationDocument = graphql(`
  query Installation {
    installation {
      version
      node
      startedAt
      database {
        kind
        place
        bytes
        journalBytes
      }
      encryptionKey
      migrations {
        name
        appliedAt
      }
      counts {
        people
        agents
        projects
        tasks
        openTasks
        events
        notifications
      }
      jobs {
        name
        isHeld
        leaseUntil
        ranAt
      }
      writing {
        waiting
        writes
        commits
        medianMs
        p99Ms
      }
      sockets
      memoryBytes
      heapBytes
      eventLoopP99Ms
      eventLoopMaxMs
    }
  }
`)
export type Installation = NonNullable<ResultOf<typeof InstallationDocument>['installation']>

export const DiagnosisDocument = graphql(`
  query Diagnosis {
    diagnosis {
      faultCount
      checkedAt
      milliseconds
      faults {
        check
        ref
        stored
        expected
      }
    }
  }
`)
