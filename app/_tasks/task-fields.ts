import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { TaskRowFragment } from '#app/_graphql/live-documents.ts'

export const CriterionFragment = graphql(`
  fragment Criterion on Criterion {
    id
    text
    state
    evidence
    markedAt
    markedBy {
      id
      kind
      handle
      name
    }
  }
`)

/** What can be edited of a task and is not in a row. */
export const TaskFieldsFragment = graphql(
  `
    fragment TaskFields on Task {
      id
      description
      actualHours
      requiredCapabilities
      impactNotes
      completionSummary
      brief {
        why
        what
        done
      }
      criteria {
        ...Criterion
      }
    }
  `,
  [CriterionFragment],
)

export const LinkedTaskFragment = graphql(`
  fragment LinkedTask on Task {
    id
    key
    title
    status
  }
`)

/** Spread beside `...Refusal` where fields are changed: what else was changed meanwhile, and the task as it is now. */
export const ConflictFragment = graphql(
  `
    fragment Conflict on VersionConflictError {
      currentVersion
      conflicts {
        field
        old
        new
        at
        actor {
          id
          kind
          handle
          name
        }
      }
      task {
        ...TaskRow
        ...TaskFields
      }
    }
  `,
  [TaskRowFragment, TaskFieldsFragment],
)

/** Spread beside `...Refusal` where a task is taken or completed. */
export const BlockedFragment = graphql(
  `
    fragment Blocked on TaskBlockedError {
      holdReason
      blockers {
        ...LinkedTask
      }
    }
  `,
  [LinkedTaskFragment],
)

export type LinkedTask = ResultOf<typeof LinkedTaskFragment>
export type TaskFields = ResultOf<typeof TaskFieldsFragment>
