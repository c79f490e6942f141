import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'

/** How the work of the agents went, all of them in one read. */
export const FiguresDocument = graphql(`
  query AgentFigures($project: ID!, $since: DateTime!) {
    actors(kind: AGENT, project: $project, includeRetired: true) {
      id
      metrics(project: $project, from: $since) {
        completed
        failedAttempts
        expiredLeases
        throughput {
          day
          completed
        }
      }
    }
  }
`)

export type Figures = NonNullable<ResultOf<typeof FiguresDocument>['actors'][number]['metrics']>

/** How many days the figures cover, today among them. */
const FIGURE_DAYS = 14

/** The first of those days, in UTC. The page and the browser must ask for the same. */
export function figuresSince(now = new Date()): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - FIGURE_DAYS + 1)).toISOString()
}
