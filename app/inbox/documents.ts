import { graphql } from '#app/_graphql/graphql.ts'
import { QuestionFragment } from '#app/_questions/documents.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'

export const NotificationFragment = graphql(
  `
    fragment NotificationLine on Notification {
      id
      seq
      reason
      state
      snoozedUntil
      createdAt
      event {
        id
        action
        data
        actor {
          id
          kind
          handle
          name
        }
      }
      task {
        id
        key
        title
        status
        hold {
          reason
        }
        viewerWatch
      }
      project {
        id
        key
        name
      }
      entry {
        id
        kind
        body
        priority
      }
      question {
        ...QuestionCard
        task {
          id
          viewerCan
        }
      }
    }
  `,
  [QuestionFragment],
)

export const InboxDocument = graphql(
  `
    query Inbox($states: [NotificationState!]!, $first: Int!, $after: String) {
      inbox(states: $states, first: $first, after: $after) {
        nodes {
          ...NotificationLine
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [NotificationFragment],
)

export const MarkDocument = graphql(
  `
    mutation Mark($input: MarkNotificationsInput!) {
      markNotifications(input: $input) {
        __typename
        ... on MarkNotificationsSuccess {
          unreadCount
          notifications {
            ...NotificationLine
          }
        }
        ...Refusal
      }
    }
  `,
  [NotificationFragment, RefusalFragment],
)
