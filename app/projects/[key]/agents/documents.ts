import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'

const EndedClaimFragment = graphql(`
  fragment EndedClaim on Claim {
    id
    outcome
    note
    endedAt
    durationSeconds
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
`)

export const AgentFragment = graphql(
  `
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
      wipLimit
      viewerCanManage
      createdAt
      workload {
        openTasks
        unestimatedTasks
        hours
        openClaims
        completedLastDay
      }
      history(first: 1) {
        nodes {
          ...EndedClaim
        }
      }
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
        leaseSeconds
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
  `,
  [EndedClaimFragment],
)

/** What an agent has done, a page at a time. */
export const AgentHistoryDocument = graphql(
  `
    query AgentHistory($agent: ID!, $after: String) {
      actor(ref: $agent) {
        id
        history(first: 8, after: $after) {
          nodes {
            ...EndedClaim
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [EndedClaimFragment],
)

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
export const ReadyDocument = graphql(
  `
    query ReadyTasks($project: ID!) {
      tasks(project: $project, filter: { ready: true }, orderBy: READY, first: 100) {
        totalCount
        nodes {
          ...TaskRow
          requiredCapabilities
        }
      }
    }
  `,
  [TaskRowFragment],
)

export type Agent = ResultOf<typeof AgentsDocument>['actors'][number]
export type EndedClaim = ResultOf<typeof EndedClaimFragment>
export type ReadyTask = ResultOf<typeof ReadyDocument>['tasks']['nodes'][number]
