import { graphql } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

export const ProjectCardFragment = graphql(`
  fragment ProjectCard on Project {
    id
    key
    name
    status
    updatedAt
    viewerRole
    counts {
      pending
      blocked
      inProgress
      completed
      cancelled
      total
      open
    }
  }
`)

export const ProjectsDocument = graphql(
  `
    query Projects {
      projects {
        ...ProjectCard
      }
    }
  `,
  [ProjectCardFragment],
)

export const CreateProjectDocument = graphql(
  `
    mutation CreateProject($input: CreateProjectInput!) {
      createProject(input: $input) {
        __typename
        ... on CreateProjectSuccess {
          project {
            ...ProjectCard
          }
        }
        ...Refusal
        ...Issues
        ... on AlreadyExistsError {
          field
        }
      }
    }
  `,
  [ProjectCardFragment, RefusalFragment, IssuesFragment],
)
