import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

const SettingsFragment = graphql(`
  fragment ProjectSettings on Project {
    id
    key
    name
    status
    editing
    version
    leaseMinutes
    maxAttempts
    repository
    brief {
      why
      what
      done
    }
    viewerRole
    viewerCan
  }
`)

export const SettingsDocument = graphql(
  `
    query ProjectSettings($project: ID!) {
      project(ref: $project) {
        ...ProjectSettings
        counts {
          open
          total
        }
        members {
          role
          createdAt
          actor {
            id
            kind
            handle
            name
            agentType
            wipLimit
            retiredAt
            presence
            lastSeenAt
            viewerCanManage
            owner {
              id
              kind
              handle
              name
            }
            tokens {
              id
              name
              hint
              scopes
              expiresAt
              revokedAt
              lastUsedAt
              createdAt
              projects {
                id
                key
              }
            }
          }
        }
        tagCounts {
          tag
          tasks
        }
      }
    }
  `,
  [SettingsFragment],
)
export type Project = NonNullable<ResultOf<typeof SettingsDocument>['project']>
export type Member = Project['members'][number]
export type Agent = Member['actor']

export const UpdateProjectDocument = graphql(
  `
    mutation UpdateProject($input: UpdateProjectInput!) {
      updateProject(input: $input) {
        __typename
        ... on UpdateProjectSuccess {
          project {
            ...ProjectSettings
          }
        }
        ... on ProjectChangedError {
          currentVersion
          project {
            ...ProjectSettings
          }
          conflicts {
            field
            old
            new
            at
            actor {
              id
              kind
              handle
              name
            }
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [SettingsFragment, RefusalFragment, IssuesFragment],
)

/** Everybody who can become a member. */
export const ActorsDocument = graphql(`
  query Actors {
    actors {
      id
      kind
      handle
      name
    }
  }
`)

/** What a member would lose with their place in the project. */
export const LossDocument = graphql(`
  query MemberLoss($project: ID!, $actor: ID!) {
    project(ref: $project) {
      id
      tasks(first: 5, filter: { assignee: [$actor], status: [PENDING, BLOCKED, IN_PROGRESS] }) {
        totalCount
        nodes {
          id
          key
          title
        }
      }
    }
    actor(ref: $actor) {
      id
      currentClaims {
        id
        task {
          id
          key
          project {
            id
          }
        }
      }
    }
  }
`)

export const SetMemberDocument = graphql(
  `
    mutation SetMember($input: SetMemberInput!) {
      setMember(input: $input) {
        __typename
        ... on SetMemberSuccess {
          member {
            role
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)

export const RemoveMemberDocument = graphql(
  `
    mutation RemoveMember($input: RemoveMemberInput!) {
      removeMember(input: $input) {
        __typename
        ... on RemoveMemberSuccess {
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

export const RenameTagDocument = graphql(
  `
    mutation RenameTag($input: RenameTagInput!) {
      renameTag(input: $input) {
        __typename
        ... on RenameTagSuccess {
          tasks
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [RefusalFragment, IssuesFragment],
)

export const SetWipLimitDocument = graphql(
  `
    mutation SetWipLimit($input: UpdateAgentInput!) {
      updateAgent(input: $input) {
        __typename
        ... on UpdateAgentSuccess {
          agent {
            id
            wipLimit
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)
