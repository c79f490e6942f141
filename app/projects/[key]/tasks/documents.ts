import { graphql } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'

export const TaskPageDocument = graphql(
  `
    query TaskPage($project: ID!, $filter: TaskFilter!, $orderBy: TaskOrder!, $first: Int!, $after: String) {
      tasks(project: $project, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
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

/** The heads of the list: which groups there are, with exact counts. */
export const TaskGroupsDocument = graphql(`
  query TaskGroups($project: ID!, $filter: TaskFilter!, $by: TaskGrouping!) {
    taskGroups(project: $project, filter: $filter, by: $by) {
      by
      count
      status
      priority
      tag
      assignee {
        id
        kind
        handle
        name
      }
      parent {
        id
        key
        title
      }
    }
  }
`)

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
