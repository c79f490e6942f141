import { graphql } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'
import { AgentFragment } from './documents.ts'

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

export const StopAgentDocument = graphql(
  `
    mutation StopAgent($input: StopAgentInput!) {
      stopAgent(input: $input) {
        __typename
        ... on StopAgentSuccess {
          agent {
            ...Agent
          }
          tasks {
            id
            key
            status
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [AgentFragment, RefusalFragment, IssuesFragment],
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
