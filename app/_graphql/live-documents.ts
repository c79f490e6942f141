import { graphql } from './graphql.ts'

export const ProjectEventsDocument = graphql(`
  subscription ProjectEvents($project: ID!, $after: Int) {
    projectEvents(project: $project, after: $after) {
      __typename
      ... on Event {
        seq
        action
        taskId
        subjectId
        changes {
          field
        }
      }
      ... on Resync {
        seq
      }
    }
  }
`)

export const TaskChangesDocument = graphql(`
  subscription TaskChanges($task: ID!, $after: Int) {
    taskChanged(task: $task, after: $after) {
      __typename
      ... on Event {
        seq
      }
      ... on Resync {
        seq
      }
    }
  }
`)

export const NotificationsDocument = graphql(`
  subscription Notifications($after: Int) {
    notificationReceived(after: $after) {
      __typename
      ... on Notification {
        seq
      }
      ... on Resync {
        seq
      }
    }
  }
`)

/** What lists and cards show of a task, and what is read again when an event names it. */
export const TaskRowFragment = graphql(`
  fragment TaskRow on Task {
    id
    key
    title
    status
    priority
    isBlocked
    openBlockers
    openDependents
    tags
    estimatedHours
    deadline
    deletedAt
    updatedAt
    version
    assignee {
      id
      kind
      handle
      name
    }
    hold {
      reason
    }
    claim {
      id
      expiresAt
      leasedAt
      fence
      holder {
        id
        kind
        handle
        name
      }
    }
    blockers {
      id
      isOpen
      dependsOn {
        id
        key
      }
    }
    viewerCan
  }
`)

export const ProjectCountsDocument = graphql(`
  query ProjectCounts($project: ID!) {
    project(ref: $project) {
      id
      name
      status
      version
      counts {
        pending
        blocked
        inProgress
        completed
        cancelled
        total
        open
      }
      viewerCan
    }
  }
`)

export const UnreadCountDocument = graphql(`
  query UnreadCount {
    unreadCount
  }
`)
