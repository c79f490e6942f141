import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'

export const MeDocument = graphql(`
  query AdminMe {
    me {
      id
      isAdmin
    }
  }
`)

export const InstallationDocument = graphql(`
  query Installation {
    installation {
      version
      node
      startedAt
      database {
        kind
        place
        bytes
        journalBytes
      }
      encryptionKey
      migrations {
        name
        appliedAt
      }
      counts {
        people
        agents
        projects
        tasks
        openTasks
        events
        notifications
      }
      jobs {
        name
        isHeld
        leaseUntil
        ranAt
      }
      writing {
        waiting
        writes
        commits
        medianMs
        p99Ms
      }
      sockets
      memoryBytes
      heapBytes
      eventLoopP99Ms
      eventLoopMaxMs
    }
  }
`)
export type Installation = NonNullable<ResultOf<typeof InstallationDocument>['installation']>

export const DiagnosisDocument = graphql(`
  query Diagnosis {
    diagnosis {
      faultCount
      checkedAt
      milliseconds
      faults {
        check
        ref
        stored
        expected
      }
    }
  }
`)
