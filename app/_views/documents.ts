import { RefusalFragment } from '#app/_graphql/refusal.ts'
import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'

export const SavedViewFragment = graphql(`
  fragment SavedView on SavedView {
    id
    name
    page
    query
    isShared
    viewerCanChange
    owner {
      id
      kind
      handle
      name
    }
  }
`)
export type View = ResultOf<typeof SavedViewFragment>
export type ViewPage = View['page']

export const SavedViewsDocument = graphql(
  `
    query SavedViews($project: ID!) {
      project(ref: $project) {
        id
        viewerRole
        savedViews {
          ...SavedView
        }
      }
    }
  `,
  [SavedViewFragment],
)

// Each answers the whole list again, so that every place that shows it has it.
export const SaveViewDocument = graphql(
  `
    mutation SaveView($input: SaveViewInput!) {
      saveView(input: $input) {
        __typename
        ... on SaveViewSuccess {
          view {
            id
            project {
              id
              savedViews {
                ...SavedView
              }
            }
          }
        }
        ...Refusal
      }
    }
  `,
  [SavedViewFragment, RefusalFragment],
)

export const UpdateViewDocument = graphql(
  `
    mutation UpdateView($input: UpdateViewInput!) {
      updateView(input: $input) {
        __typename
        ... on UpdateViewSuccess {
          view {
            id
            project {
              id
              savedViews {
                ...SavedView
              }
            }
          }
        }
        ...Refusal
      }
    }
  `,
  [SavedViewFragment, RefusalFragment],
)

export const DeleteViewDocument = graphql(
  `
    mutation DeleteView($input: DeleteViewInput!) {
      deleteView(input: $input) {
        __typename
        ... on DeleteViewSuccess {
          project {
            id
            savedViews {
              ...SavedView
            }
          }
        }
        ...Refusal
      }
    }
  `,
  [SavedViewFragment, RefusalFragment],
)
