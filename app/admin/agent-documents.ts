import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'

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
