'use client'
import { createContext, use, useCallback, useMemo, useState } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import type { ResultOf, VariablesOf } from '#app/_graphql/graphql.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { Change } from '#app/_activity/change.tsx'
import type { Task } from './documents.ts'
import { EditTaskDocument } from './mutations.ts'

export type Patch = Omit<VariablesOf<typeof EditTaskDocument>['input'], 'task' | 'expectedVersion' | 'idempotencyKey'>
type Conflict = Extract<ResultOf<typeof EditTaskDocument>['updateTask'], { __typename: 'VersionConflictError' }>
/** Null when saved; else what the server said about single fields, to be shown beside them. */
export type Issues = Record<string, string>
type Save = (patch: Patch, readAt: number) => Promise<Issues | null>

export const EditContext = createContext<Save>(async () => ({}))

/** Saves fields of this task as they stood at version `readAt`: what others changed since is never overwritten unseen. */
export const useSave = () => use(EditContext)

export function useEditing(task: Task) {
  const edit = useAct(EditTaskDocument)
  const [conflict, setConflict] = useState<{ patch: Patch; refusal: Conflict; decide: (issues: Issues | null) => void } | null>(null)

  const save = useCallback<Save>(
    async (patch, readAt) => {
      const result = await edit({ task: task.id, expectedVersion: readAt, ...patch })
      switch (result?.__typename) {
        case 'UpdateTaskSuccess':
          tell(`${task.key} saved`)
          return null
        case 'VersionConflictError':
          // The form that asked stays open until the person has decided.
          return new Promise((decide) => setConflict({ patch, refusal: result, decide }))
        case 'InvalidInputError':
          if (result.issues.length === 0) refuseBecause(result)
          return issuesByField(result)
        case 'ForbiddenError':
        case 'IdempotencyKeyReusedError':
        case 'NotFoundError':
        case 'ProjectArchivedError':
          refuseBecause(result)
          return {}
        case undefined:
          return {}
        default:
          return result satisfies never
      }
    },
    [edit, task.id, task.key],
  )

  const dialog = conflict && (
    <ConflictDialog
      taskKey={task.key}
      patch={conflict.patch}
      refusal={conflict.refusal}
      onKeep={async () => {
        setConflict(null)
        conflict.decide(await save(conflict.patch, conflict.refusal.currentVersion))
      }}
      onClose={() => {
        setConflict(null)
        conflict.decide({})
      }}
    />
  )
  return { value: useMemo(() => save, [save]), dialog }
}

interface ConflictProps {
  taskKey: string
  patch: Patch
  refusal: Conflict
  onKeep: () => Promise<void>
  onClose: () => void
}

function ConflictDialog({ taskKey, patch, refusal, onKeep, onClose }: ConflictProps) {
  const mine = new Map<string, unknown>(Object.entries(patch))
  return (
    <Dialog title={`${taskKey} was changed meanwhile`} isOpen onClose={onClose} wide>
      <p className="text-ink-2">Yours is not saved yet. Fields that nobody else touched are kept as you wrote them.</p>
      <div className="overflow-x-auto">
        <table className="w-full">
          <thead className="cap text-left">
            <tr>
              <th scope="col" className="p-2">
                Field
              </th>
              <th scope="col" className="p-2">
                Theirs
              </th>
              <th scope="col" className="p-2">
                Yours
              </th>
            </tr>
          </thead>
          <tbody>
            {refusal.conflicts.map((one) => (
              <tr key={one.field} className="border-t border-joint align-top [overflow-wrap:anywhere]">
                <th scope="row" className="p-2 text-left font-normal text-ink-2">
                  {one.field}
                </th>
                <td className="p-2">
                  <Change old={one.old} new={one.new} />
                  {one.actor && <span className="block text-ink-3">by {one.actor.handle}</span>}
                </td>
                <td className="p-2">
                  <Change new={mine.get(one.field)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Actions>
        <Button variant="primary" onPress={() => void onKeep()}>
          Keep mine
        </Button>
        <Button onPress={onClose}>Look at theirs first</Button>
      </Actions>
    </Dialog>
  )
}
