import { graphql } from '#app/_graphql/graphql.ts'
import { QuestionFragment } from '#app/_questions/documents.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'
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
        ...TaskRow
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
  [QuestionFragment, TaskRowFragment],
)

export const InboxDocument = graphql(
  `
    query Inbox($states: [NotificationState!]!, $reasons: [NotificationReason!], $first: Int!, $after: String) {
      inboxCounts {
        unread
        read
        snoozed
        done
        nextReturn
      }
      inbox(states: $states, reasons: $reasons, first: $first, after: $after) {
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

/** For many at once: without the notifications themselves. */
export const MarkAllDocument = graphql(
  `
    mutation MarkAll($input: MarkNotificationsInput!) {
      markNotifications(input: $input) {
        __typename
        ... on MarkNotificationsSuccess {
          unreadCount
          seqs
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)
