import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'

/** What happened, newest first. For owners and admins also from where. */
export const ActivityDocument = graphql(`
  query Activity($project: ID!, $first: Int!, $after: String, $filter: EventFilter) {
    project(ref: $project) {
      id
      key
      events(first: $first, after: $after, filter: $filter) {
        nodes {
          id
          seq
          action
          createdAt
          taskKey
          subjectId
          data
          address
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
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

export type ProjectEvent = NonNullable<ResultOf<typeof ActivityDocument>['project']>['events']['nodes'][number]
