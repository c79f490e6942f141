import { gql, stringifyDocument, type TypedDocumentNode } from '@urql/core'
import { graphql } from '#app/_graphql/graphql.ts'
import type { PaletteTask } from './palette-items.ts'

const PaletteTaskFragment = graphql(`
  fragment PaletteTask on Task {
    id
    key
    title
    status
    project {
      id
      key
    }
  }
`)

export const FindTasksDocument = graphql(
  `
    query FindTasks($text: String!, $project: ID, $first: Int!) {
      searchesContext
      here: search(text: $text, project: $project, first: $first) {
        task {
          ...PaletteTask
        }
      }
      everywhere: search(text: $text, first: $first) {
        task {
          ...PaletteTask
        }
      }
    }
  `,
  [PaletteTaskFragment],
)

export const NamedTaskDocument = graphql(
  `
    query NamedTask($ref: ID!) {
      task(ref: $ref) {
        __typename
        ... on Task {
          ...PaletteTask
        }
        ... on AmbiguousError {
          candidates {
            ...PaletteTask
          }
        }
      }
    }
  `,
  [PaletteTaskFragment],
)

type Lookup = ({ __typename: 'Task' } & PaletteTask) | { __typename: 'AmbiguousError' } | null

/** Several tasks by their keys, each in its own field. */
export function tasksByKey(count: number): TypedDocumentNode<Record<string, Lookup>, Record<string, string>> {
  const numbers = Array.from({ length: count }, (_, n) => n)
  const fields = numbers.map((n) => `k${n}: task(ref: $k${n}) { __typename ...PaletteTask }`).join(' ')
  const variables = numbers.map((n) => `$k${n}: ID!`).join(' ')
  return gql(`query RecentTasks(${variables}) { ${fields} } ${stringifyDocument(PaletteTaskFragment)}`)
}
