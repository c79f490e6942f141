'use client'
import { lazy, Suspense, useCallback, useState } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import type { ResultOf } from '#app/_graphql/graphql.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { fieldWord } from '#app/_activity/words.ts'
import { UpdateTaskDocument } from './acts-documents.ts'
import { useCalls } from './calls.ts'
import { editedFields, valuesOf, type Change, type Editable } from './change.ts'
import { did } from './undo.tsx'

const ConflictDialog = lazy(() => import('./conflict.tsx').then((file) => ({ default: file.ConflictDialog })))

export type Conflict = Extract<ResultOf<typeof UpdateTaskDocument>['updateTask'], { __typename: 'VersionConflictError' }>
/** Null when saved, or settled by taking theirs; else what the server said about single fields, to be shown beside them. */
export type Issues = Record<string, string>
/** `read` is the task as it stood when the edit began: what others changed since is never overwritten unseen. */
export type Save = (read: Editable, change: Change) => Promise<Issues | null>

interface Asking {
  key: string
  change: Change
  refusal: Conflict
  settle: (change: Change | null) => void
}

/** Saves fields of tasks with the way back. Where somebody else changed the same ones, `dialog` asks field by field. */
export function useSave(): { save: Save; dialog: React.ReactNode } {
  const edit = useAct(UpdateTaskDocument)
  const back = useCalls()
  const [asking, setAsking] = useState<Asking | null>(null)

  const save: Save = useCallback(
    async function save(read: Editable, change: Change): Promise<Issues | null> {
      const result = await edit({ task: read.id, expectedVersion: read.version, ...change })
      switch (result?.__typename) {
        case 'UpdateTaskSuccess': {
          const { version, key } = result.task
          const before = valuesOf(read, change)
          if (version === read.version) return null
          did(`${key} saved`, async () => (await back.update({ task: read.id, expectedVersion: version, ...before })) !== null, {
            detail: mergedWords(read, result.task, change),
          })
          return null
        }
        case 'VersionConflictError': {
          // The form that asked stays open until the person has decided.
          const chosen = await new Promise<Change | null>((settle) => setAsking({ key: read.key, change, refusal: result, settle }))
          setAsking(null)
          if (chosen === null) return {}
          return Object.keys(chosen).length === 0 ? null : save(result.task ?? { ...read, version: result.currentVersion }, chosen)
        }
        case 'InvalidInputError':
          if (result.issues.length === 0) refuseBecause(result)
          return issuesByField(result)
        default:
          if (result) refuseBecause(result)
          return {}
      }
    },
    [edit, back],
  )
  const dialog = asking && (
    <Suspense>
      <ConflictDialog taskKey={asking.key} change={asking.change} refusal={asking.refusal} onSettle={asking.settle} />
    </Suspense>
  )
  return { save, dialog }
}

/** Others changed other fields in the meantime: both are kept, and which is said. */
function mergedWords(read: Editable, now: Editable, change: Change) {
  const others = editedFields(read, now).filter((field) => !(field in change))
  return others.length > 0 ? `Kept what others changed meanwhile: ${others.map(fieldWord).join(', ')}.` : undefined
}
