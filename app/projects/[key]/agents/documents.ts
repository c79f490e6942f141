import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

const AgentFragment = graphql(`
  fragment Agent on Actor {
    id
    kind
    handle
    name
    agentType
    capabilities
    presence
    lastSeenAt
    retiredAt
    openTaskCount
    viewerCanManage
    createdAt
    owner {
      id
      kind
      handle
      name
    }
    currentClaims {
      id
      fence
      leasedAt
      expiresAt
      task {
        id
        key
        title
        project {
          id
          key
        }
      }
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
    }
  }
`)

export const AgentsDocument = graphql(
  `
    query Agents($project: ID!, $includeRetired: Boolean!) {
      project(ref: $project) {
        id
        key
        viewerCan
      }
      actors(kind: AGENT, project: $project, includeRetired: $includeRetired) {
        ...Agent
      }
    }
  `,
  [AgentFragment],
)

/** What an agent could begin with. */
export const ReadyDocument = graphql(`
  query ReadyTasks($project: ID!) {
    tasks(project: $project, filter: { ready: true }, orderBy: READY, first: 50) {
      nodes {
        id
        key
        title
        priority
        version
        requiredCapabilities
        assignee {
          id
          handle
        }
      }
    }
  }
`)

export const CreateAgentDocument = graphql(
  `
    mutation CreateAgent($input: CreateAgentInput!) {
      createAgent(input: $input) {
        __typename
        ... on CreateAgentSuccess {
          agent {
            ...Agent
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [AgentFragment, RefusalFragment, IssuesFragment],
)

export const UpdateAgentDocument = graphql(
  `
    mutation UpdateAgent($input: UpdateAgentInput!) {
      updateAgent(input: $input) {
        __typename
        ... on UpdateAgentSuccess {
          agent {
            ...Agent
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [AgentFragment, RefusalFragment, IssuesFragment],
)

export const CreateTokenDocument = graphql(
  `
    mutation CreateToken($input: CreateTokenInput!) {
      createToken(input: $input) {
        __typename
        ... on CreateTokenSuccess {
          secret
          token {
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

export const RevokeTokenDocument = graphql(
  `
    mutation RevokeToken($input: RevokeTokenInput!) {
      revokeToken(input: $input) {
        __typename
        ... on RevokeTokenSuccess {
          token {
            id
            revokedAt
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)

export const RetireAgentDocument = graphql(
  `
    mutation RetireAgent($input: RetireAgentInput!) {
      retireAgent(input: $input) {
        __typename
        ... on RetireAgentSuccess {
          agent {
            ...Agent
          }
          releasedTasks {
            id
            key
            status
          }
        }
        ...Refusal
      }
    }
  `,
  [AgentFragment, RefusalFragment],
)

export type Agent = ResultOf<typeof AgentsDocument>['actors'][number]
export type ReadyTask = ResultOf<typeof ReadyDocument>['tasks']['nodes'][number]
