import { graphql } from '#app/_graphql/graphql.ts'

/** Whose columns there are, and how much each may hold. */
export const BoardActorsDocument = graphql(`
  query BoardActors($project: ID!) {
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
          wipLimit
          workload(project: $project) {
            openTasks
            openClaims
          }
        }
      }
    }
  }
`)
