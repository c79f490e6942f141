import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'

export const GraphTaskFragment = graphql(`
  fragment GraphTask on Task {
    id
    key
    number
    title
    status
    priority
    isBlocked
    openBlockers
    openDependents
    estimatedHours
    assignee {
      id
      kind
      handle
      name
    }
    claim {
      id
      leasedAt
      expiresAt
    }
  }
`)

export const GraphDocument = graphql(
  `
    query Graph($project: ID!, $input: TaskGraphInput!) {
      project(ref: $project) {
        id
        key
        name
        viewerCan
        counts {
          pending
          blocked
          inProgress
          completed
          cancelled
        }
      }
      taskGraph(input: $input) {
        truncated
        groups {
          status
          count
        }
        edges {
          id
          from
          to
          kind
          isOpen
        }
        nodes {
          ...GraphTask
        }
      }
    }
  `,
  [GraphTaskFragment],
)

const WhyFragment = graphql(`
  fragment Why on Task {
    id
    key
    title
    status
    estimatedHours
    isReady
    assignee {
      id
      kind
      handle
      name
    }
  }
`)

/** The side panel's task: what holds it, two steps back, and what it frees. */
export const PanelDocument = graphql(
  `
    query GraphPanel($task: ID!) {
      task(ref: $task) {
        ... on Task {
          id
          key
          title
          status
          priority
          estimatedHours
          deadline
          openBlockers
          openDependents
          viewerCan
          hold {
            reason
          }
          assignee {
            id
            kind
            handle
            name
          }
          claim {
            id
            leasedAt
            expiresAt
            fence
          }
          dependents {
            id
            kind
            isOpen
            task {
              ...Why
            }
          }
          blockers {
            id
            isOpen
            dependsOn {
              ...Why
              blockers {
                id
                isOpen
                dependsOn {
                  ...Why
                }
              }
            }
          }
        }
      }
    }
  `,
  [WhyFragment],
)

export type Graph = NonNullable<ResultOf<typeof GraphDocument>['taskGraph']>
export type GraphTask = Graph['nodes'][number]
export type GraphEdge = Graph['edges'][number]
export type PanelTask = Extract<ResultOf<typeof PanelDocument>['task'], { key: string }>
