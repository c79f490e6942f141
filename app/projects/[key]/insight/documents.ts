import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'

const FiguresFragment = graphql(`
  fragment Figures on Metrics {
    completed
    throughput {
      day
      completed
    }
    cycleTime {
      count
      p50Hours
      p85Hours
      distribution {
        upToHours
        count
      }
    }
    leadTime {
      count
      p50Hours
      p85Hours
      distribution {
        upToHours
        count
      }
    }
    flow {
      lastCompletedAt
      days {
        day
        scope
        completed
        inProgress
        blocked
      }
      blocked {
        totalHours
        tasks
        longest {
          hours
          task {
            id
            key
            title
            status
          }
        }
      }
    }
  }
`)

export const ProjectInsightDocument = graphql(
  `
    query ProjectInsight($project: ID!, $from: DateTime!, $to: DateTime!) {
      project(ref: $project) {
        id
        metrics(from: $from, to: $to) {
          ...Figures
        }
      }
    }
  `,
  [FiguresFragment],
)

export const ActorInsightDocument = graphql(
  `
    query ActorInsight($actor: ID!, $project: ID!, $from: DateTime!, $to: DateTime!) {
      actor(ref: $actor) {
        id
        metrics(project: $project, from: $from, to: $to) {
          ...Figures
        }
      }
    }
  `,
  [FiguresFragment],
)

export type Figures = ResultOf<typeof FiguresFragment>
export type FlowFigures = NonNullable<Figures['flow']>
