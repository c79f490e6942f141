import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

export const ImportFragment = graphql(`
  fragment ImportFields on Import {
    id
    format
    state
    fileName
    size
    fault
    projectKey
    newProjectName
    lists
    columns {
      header
      field
      sample
    }
    total
    done
    error
    createdAt
    report {
      dryRun
      resumed
      lines
      blank
      created
      updated
      unchanged
      skipped
      actors
      updates
      linksFound
      linksAdded
      linksKept
      linksRemoved
      rowsLeftOut
      statuses {
        name
        count
      }
      findings {
        name
        meaning
        count
      }
      parts {
        name
        found
        became
      }
    }
  }
`)
export type ImportRead = ResultOf<typeof ImportFragment>

export const ImportDocument = graphql(
  `
    query Import($id: ID!) {
      import(id: $id) {
        ...ImportFields
      }
    }
  `,
  [ImportFragment],
)

export const ImportChangesDocument = graphql(`
  subscription ImportChanges($id: ID!) {
    importChanged(import: $id) {
      id
    }
  }
`)

export const ImportChoicesDocument = graphql(`
  query ImportChoices {
    projects {
      id
      key
      name
      status
      viewerCan
    }
    importFields {
      name
      meaning
    }
    imports {
      id
      fileName
      state
      projectKey
      createdAt
    }
  }
`)
export type Choices = ResultOf<typeof ImportChoicesDocument>

export const ImportRowsDocument = graphql(`
  query ImportRows($id: ID!, $result: ImportResult, $finding: String, $after: String) {
    import(id: $id) {
      id
      state
      rows(result: $result, finding: $finding, first: 50, after: $after) {
        nodes {
          line
          externalKey
          title
          result
          taskKey
          reason
          findings {
            code
            message
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

export const CheckImportDocument = graphql(
  `
    mutation CheckImport($input: CheckImportInput!) {
      checkImport(input: $input) {
        __typename
        ... on CheckImportSuccess {
          import {
            ...ImportFields
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [ImportFragment, RefusalFragment, IssuesFragment],
)

export const ApplyImportDocument = graphql(
  `
    mutation ApplyImport($input: ApplyImportInput!) {
      applyImport(input: $input) {
        __typename
        ... on ApplyImportSuccess {
          import {
            ...ImportFields
          }
        }
        ...Refusal
      }
    }
  `,
  [ImportFragment, RefusalFragment],
)

export const CancelImportDocument = graphql(
  `
    mutation CancelImport($input: CancelImportInput!) {
      cancelImport(input: $input) {
        __typename
        ... on CancelImportSuccess {
          import {
            ...ImportFields
          }
        }
        ...Refusal
      }
    }
  `,
  [ImportFragment, RefusalFragment],
)
