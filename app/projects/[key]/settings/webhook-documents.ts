import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

const WebhookFragment = graphql(`
  fragment WebhookLine on Webhook {
    id
    name
    url
    actions
    isEnabled
    disabledAt
    disabledReason
    failures
    failingSince
    earlierSecretUntil
    waitingCount
  }
`)

export const WebhooksDocument = graphql(
  `
    query ProjectWebhooks($project: ID!) {
      project(ref: $project) {
        id
        webhooks {
          ...WebhookLine
        }
      }
    }
  `,
  [WebhookFragment],
)
export type Webhook = ResultOf<typeof WebhookFragment>

export const DeliveriesDocument = graphql(`
  query WebhookDeliveries($webhook: ID!, $first: Int!, $state: DeliveryState) {
    node(id: $webhook) {
      ... on Webhook {
        id
        deliveries(first: $first, state: $state) {
          nodes {
            id
            action
            state
            attempts
            nextAttemptAt
            lastAttemptAt
            status
            answer
            error
            durationMs
            createdAt
            event {
              id
              seq
              taskKey
            }
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
  }
`)
type Read = NonNullable<ResultOf<typeof DeliveriesDocument>['node']>
export type Delivery = Extract<Read, { __typename?: 'Webhook' }>['deliveries']['nodes'][number]

export const MessageDocument = graphql(`
  query WebhookMessage($delivery: ID!) {
    webhookMessage(delivery: $delivery)
  }
`)

export const CreateWebhookDocument = graphql(
  `
    mutation CreateWebhook($input: CreateWebhookInput!) {
      createWebhook(input: $input) {
        __typename
        ... on CreateWebhookSuccess {
          secret
          webhook {
            ...WebhookLine
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [WebhookFragment, RefusalFragment, IssuesFragment],
)

export const UpdateWebhookDocument = graphql(
  `
    mutation UpdateWebhook($input: UpdateWebhookInput!) {
      updateWebhook(input: $input) {
        __typename
        ... on UpdateWebhookSuccess {
          webhook {
            ...WebhookLine
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [WebhookFragment, RefusalFragment, IssuesFragment],
)

export const RotateWebhookSecretDocument = graphql(
  `
    mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
      rotateWebhookSecret(input: $input) {
        __typename
        ... on RotateWebhookSecretSuccess {
          secret
          webhook {
            ...WebhookLine
          }
        }
        ...Refusal
      }
    }
  `,
  [WebhookFragment, RefusalFragment],
)

export const DeleteWebhookDocument = graphql(
  `
    mutation DeleteWebhook($input: DeleteWebhookInput!) {
      deleteWebhook(input: $input) {
        __typename
        ... on DeleteWebhookSuccess {
          deletedId
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)

export const TestWebhookDocument = graphql(
  `
    mutation TestWebhook($input: TestWebhookInput!) {
      testWebhook(input: $input) {
        __typename
        ... on TestWebhookSuccess {
          delivery {
            id
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)

export const RedeliverWebhookDocument = graphql(
  `
    mutation RedeliverWebhook($input: RedeliverWebhookInput!) {
      redeliverWebhook(input: $input) {
        __typename
        ... on RedeliverWebhookSuccess {
          deliveries {
            id
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)
