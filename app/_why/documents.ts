import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'

export const StandingFragment = graphql(`
  fragment Standing on Standing {
    standing
    text
    advice
    gates
    task {
      id
      key
      title
      status
    }
  }
`)

export const ExplainTaskDocument = graphql(
  `
    query ExplainTask($task: ID!) {
      explainTask(task: $task) {
        isReady
        causeCount
        upstream
        reasons {
          kind
          text
          advice
          mayEnd {
            id
            kind
            handle
            name
          }
        }
        causes {
          ...Standing
        }
      }
    }
  `,
  [StandingFragment],
)

export const ExplainProjectDocument = graphql(
  `
    query ExplainProject($project: ID!) {
      explainProject(project: $project) {
        ready
        reasons {
          kind
          count
          text
        }
        gates {
          gatesAll
          standing {
            ...Standing
          }
        }
        lacking {
          capabilities
          count
        }
        agentsHere {
          id
        }
        agentsAway {
          id
          kind
          handle
          name
        }
        nextLease {
          expiresAt
          task {
            id
            key
          }
        }
      }
    }
  `,
  [StandingFragment],
)

export type Standing = ResultOf<typeof StandingFragment>
export type TaskExplanation = NonNullable<ResultOf<typeof ExplainTaskDocument>['explainTask']>
export type ProjectExplanation = NonNullable<ResultOf<typeof ExplainProjectDocument>['explainProject']>
