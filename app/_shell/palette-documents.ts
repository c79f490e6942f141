import { gql, type TypedDocumentNode } from '@urql/core'
import { graphql } from '#app/_graphql/graphql.ts'
import type { PaletteTask } from './palette-items.ts'

const FIELDS = '__typename ... on Task { id key title status project { id key } }'

export const FindTasksDocument = graphql(`
  query FindTasks($text: String!, $first: Int!) {
    search(text: $text, first: $first) {
      task {
        id
        key
        title
        status
        project {
          id
          key
        }
      }
    }
  }
`)

export const NamedTaskDocument = graphql(`
  query NamedTask($ref: ID!) {
    task(ref: $ref) {
      __typename
      ... on Task {
        id
        key
        title
        status
        project {
          id
          key
        }
      }
      ... on AmbiguousError {
        candidates {
          id
          key
          title
          status
          project {
            id
            key
          }
        }
      }
    }
  }
`)

type Lookup = ({ __typename: 'Task' } & PaletteTask) | { __typename: 'AmbiguousError' } | null

/** Several tasks by their keys, each in its own field. */
export function tasksByKey(count: number): TypedDocumentNode<Record<string, Lookup>, Record<string, string>> {
  const numbers = Array.from({ length: count }, (_, n) => n)
  return gql(`query RecentTasks(${numbers.map((n) => `$k${n}: ID!`).join(' ')}) {
    ${numbers.map((n) => `k${n}: task(ref: $k${n}) { ${FIELDS} }`).join(' ')}
  }`)
}
