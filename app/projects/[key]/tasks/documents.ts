import { graphql } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'

export const TaskPageDocument = graphql(
  `
    query TaskPage($project: ID!, $filter: TaskFilter!, $orderBy: TaskOrder!, $first: Int!, $after: String) {
      tasks(project: $project, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount
        nodes {
          ...TaskRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [TaskRowFragment],
)

/** Who can be assigned and which tags exist: read after the list, for its menus. */
export const ChoicesDocument = graphql(`
  query TaskChoices($project: ID!) {
    project(ref: $project) {
      id
      tags
      members {
        role
        actor {
          id
          kind
          handle
          name
          retiredAt
        }
      }
    }
  }
`)
