import { graphql } from '#app/_graphql/graphql.ts'

/** What an agent that claims the task is given to read. */
export const PackageDocument = graphql(`
  query WorkPackage($task: ID!) {
    workPackage(task: $task) {
      key
      title
      description
      impactNotes
      brief {
        why
        what
        done
      }
      projectBrief {
        why
        what
        done
      }
      criteria {
        id
        text
        state
      }
      blockers {
        summary
        task {
          id
          key
          title
          status
        }
      }
      discoveries {
        id
        body
        createdAt
      }
      context {
        id
        kind
        body
        createdAt
      }
      handoffs {
        id
        fence
        outcome
        note
        holder {
          id
          handle
        }
      }
      files {
        id
        path
        lineStart
        lineEnd
        note
      }
      overlaps {
        path
        task {
          id
          key
        }
      }
      nextCalls {
        name
        when
        input
      }
      omitted {
        what
        count
      }
    }
  }
`)
