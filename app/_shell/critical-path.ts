'use client'
import { useQuery } from 'urql'
import { graphql } from '#app/_graphql/graphql.ts'
import { useReread } from '#app/_graphql/use-reread.ts'

const CriticalPathDocument = graphql(`
  query CriticalPath($project: ID!, $first: Int!) {
    criticalPath(project: $project) {
      hours
      length
      usualHours
      summary
      tasks(first: $first) {
        id
        key
        title
        status
        estimatedHours
      }
    }
  }
`)

const REREAD_MS = 5_000

/** The longest chain of open work, its first tasks; null until it is known, and where open tasks form no chain. */
export function useCriticalPath(project: string, projectId: string, { first, pause = false }: { first: number; pause?: boolean }) {
  const [{ data }, read] = useQuery({
    query: CriticalPathDocument,
    variables: { project, first },
    pause,
    requestPolicy: 'cache-and-network',
  })
  useReread(projectId, () => pause || read({ requestPolicy: 'network-only' }), REREAD_MS)
  const path = data?.criticalPath
  return !pause && path && path.length > 1 ? path : null
}
