import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'

const EventFragment = graphql(`
  fragment ActivityEvent on Event {
    id
    seq
    action
    createdAt
    taskKey
    subjectId
    data
    requestId
    address
    userAgent
    actor {
      id
      kind
      handle
      name
    }
    task {
      id
      title
    }
    changes {
      field
      old
      new
    }
  }
`)

/** What happened in a project, newest first. For owners and admins also from where. */
export const ActivityDocument = graphql(
  `
    query Activity($project: ID!, $first: Int!, $after: String, $filter: EventFilter) {
      project(ref: $project) {
        id
        key
        viewerCan
        events(first: $first, after: $after, filter: $filter) {
          nodes {
            ...ActivityEvent
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [EventFragment],
)

/** What happened outside of projects, for admins: people, sign-ins, agents, tokens. */
export const WorkspaceActivityDocument = graphql(
  `
    query WorkspaceActivity($first: Int!, $after: String, $filter: EventFilter) {
      workspaceEvents(first: $first, after: $after, filter: $filter) {
        nodes {
          ...ActivityEvent
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [EventFragment],
)

/** Whoever an event may name: events keep ids of actors, also of those who have left. */
export const KnownActorsDocument = graphql(`
  query KnownActors {
    actors(includeRetired: true) {
      id
      kind
      handle
      name
    }
  }
`)

export type ProjectEvent = ResultOf<typeof EventFragment>
export type EventPage = NonNullable<ResultOf<typeof WorkspaceActivityDocument>['workspaceEvents']>
export type KnownActor = ResultOf<typeof KnownActorsDocument>['actors'][number]
