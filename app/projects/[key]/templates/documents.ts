import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { IssuesFragment, RefusalFragment } from '#app/_graphql/refusal.ts'

const VariableFragment = graphql(`
  fragment Variable on TemplateVariable {
    name
    type
    label
    description
    isRequired
    default
    choices
    isMultiline
    pattern
    minLength
    maxLength
    min
    max
    earliest
    latest
    minItems
    maxItems
  }
`)

const TemplateFragment = graphql(`
  fragment TemplateParts on Template {
    id
    name
    description
    version
    origin
    taskCount
    viewerCanChange
    updatedAt
    createdBy {
      id
      kind
      handle
      name
    }
    variables {
      name
      label
    }
  }
`)

export const TemplatesDocument = graphql(
  `
    query Templates($project: ID!) {
      project(ref: $project) {
        id
        key
        viewerCan
      }
      templates(project: $project) {
        ...TemplateParts
      }
    }
  `,
  [TemplateFragment],
)
export type Template = NonNullable<ResultOf<typeof TemplatesDocument>['templates']>[number]

export const TemplateDocument = graphql(
  `
    query Template($project: ID!, $template: ID!) {
      me {
        id
        isAdmin
      }
      project(ref: $project) {
        id
        key
        viewerCan
        members {
          role
          actor {
            id
            kind
            handle
            name
            retiredAt
          }
        }
      }
      template(ref: $template) {
        ...TemplateParts
        source
        project {
          id
          key
        }
      }
    }
  `,
  [TemplateFragment],
)

/** The plan that a template, or a text, would be. */
export const PreviewDocument = graphql(
  `
    query TemplatePreview($project: ID!, $template: ID, $source: String, $values: JSON) {
      templatePreview(project: $project, template: $template, source: $source, values: $values) {
        name
        variables {
          ...Variable
        }
        tasks {
          ref
          title
          priority
          estimatedHours
          assignee
          deadline
          dependsOn
          parent
          line
        }
        faults {
          field
          message
          line
          column
        }
      }
    }
  `,
  [VariableFragment],
)
export type Preview = NonNullable<ResultOf<typeof PreviewDocument>['templatePreview']>
export type PreviewedTask = Preview['tasks'][number]
export type Fault = Preview['faults'][number]

export const DraftDocument = graphql(`
  query TemplateDraft($project: ID!, $tasks: [ID!], $keepAssignees: Boolean) {
    templateDraft(project: $project, tasks: $tasks, keepAssignees: $keepAssignees) {
      source
      faults {
        field
        message
      }
    }
  }
`)

export const InstantiateTemplateDocument = graphql(
  `
    mutation InstantiateTemplate($input: InstantiateTemplateInput!) {
      instantiateTemplate(input: $input) {
        __typename
        ... on InstantiateTemplateSuccess {
          taskCount
          created {
            ref
            task {
              id
              key
            }
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [RefusalFragment, IssuesFragment],
)

export const SaveTemplateDocument = graphql(
  `
    mutation SaveTemplate($input: SaveTemplateInput!) {
      saveTemplate(input: $input) {
        __typename
        ... on SaveTemplateSuccess {
          template {
            ...TemplateParts
            source
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [TemplateFragment, RefusalFragment, IssuesFragment],
)

export const UpdateTemplateDocument = graphql(
  `
    mutation UpdateTemplate($input: UpdateTemplateInput!) {
      updateTemplate(input: $input) {
        __typename
        ... on UpdateTemplateSuccess {
          template {
            ...TemplateParts
            source
          }
        }
        ...Refusal
        ...Issues
      }
    }
  `,
  [TemplateFragment, RefusalFragment, IssuesFragment],
)

export const DeleteTemplateDocument = graphql(
  `
    mutation DeleteTemplate($input: DeleteTemplateInput!) {
      deleteTemplate(input: $input) {
        __typename
        ... on DeleteTemplateSuccess {
          deletedId
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)
