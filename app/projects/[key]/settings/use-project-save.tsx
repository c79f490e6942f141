'use client'
import { lazy, Suspense, useState } from 'react'
import { refuseBecause, unlessRefused, useAct } from '#app/_graphql/acts.ts'
import type { ResultOf, VariablesOf } from '#app/_graphql/graphql.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { did } from '#app/_tasks/undo.tsx'
import { UpdateProjectDocument, type Project } from './documents.ts'

const ConflictDialog = lazy(() => import('./conflict.tsx').then((file) => ({ default: file.ConflictDialog })))

export type Patch = Omit<VariablesOf<typeof UpdateProjectDocument>['input'], 'project' | 'expectedVersion' | 'idempotencyKey'>
export type Conflict = Extract<ResultOf<typeof UpdateProjectDocument>['updateProject'], { __typename: 'ProjectChangedError' }>
/** Null when saved; else what the server said about single fields. */
export type Issues = Record<string, string>

interface Asking {
  patch: Patch
  refusal: Conflict
  decide: (keepsMine: boolean | null) => void
}

/** Saves fields of a project with the way back. `readAt`: the version that was read when the edit began. */
export function useProjectSave(project: Project) {
  const update = useAct(UpdateProjectDocument)
  const [asking, setAsking] = useState<Asking | null>(null)

  async function save(text: string, patch: Patch, readAt: number, before = valuesOf(project, patch)): Promise<Issues | null> {
    const result = await update({ project: project.id, expectedVersion: readAt, ...patch })
    switch (result?.__typename) {
      case 'UpdateProjectSuccess': {
        const { version } = result.project
        did(text, () => takeBack(before, version))
        return null
      }
      case 'ProjectChangedError': {
        const keepsMine = await new Promise<boolean | null>((decide) => setAsking({ patch, refusal: result, decide }))
        setAsking(null)
        if (keepsMine === null) return {}
        return keepsMine ? save(text, patch, result.currentVersion, valuesOf(result.project, patch)) : null
      }
      case 'InvalidInputError':
        if (result.issues.length === 0) refuseBecause(result)
        return issuesByField(result)
      default:
        if (result) refuseBecause(result)
        return {}
    }
  }

  async function takeBack(before: Patch, version: number) {
    return unlessRefused(await update({ project: project.id, expectedVersion: version, ...before })) !== null
  }

  const dialog = asking && (
    <Suspense>
      <ConflictDialog patch={asking.patch} refusal={asking.refusal} onDecide={asking.decide} />
    </Suspense>
  )
  return { save, dialog }
}

type Values = Pick<Project, 'name' | 'status' | 'editing' | 'leaseMinutes' | 'maxAttempts' | 'repository' | 'brief'>

/** The same fields as they stand now. */
function valuesOf({ name, status, editing, leaseMinutes, maxAttempts, repository, brief }: Values, patch: Patch): Patch {
  const { why, what, done } = brief
  const all: Patch = { name, status, editing, leaseMinutes, maxAttempts, repository, brief: { why, what, done } }
  return Object.fromEntries(Object.keys(patch).map((field) => [field, all[field as keyof Patch]]))
}
