import { graphql } from '#app/_graphql/graphql.ts'

export const ShellDocument = graphql(`
  query Shell {
    me {
      id
      name
      handle
      isAdmin
    }
    projects {
      id
      key
      name
      status
      counts {
        open
        inProgress
        blocked
      }
    }
    unreadCount
    preference {
      shortcuts
    }
  }
`)

export const SavedViewsDocument = graphql(`
  query SavedViews($project: ID!) {
    project(ref: $project) {
      id
      savedViews {
        id
        name
        page
        query
        isShared
      }
    }
  }
`)

export const ProjectDocument = graphql(`
  query Project($project: ID!) {
    project(ref: $project) {
      id
      key
      name
      status
      seq
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
      viewerRole
      viewerCan
    }
  }
`)
