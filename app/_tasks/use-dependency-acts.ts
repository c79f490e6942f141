'use client'
import { useMemo } from 'react'
import { refuseBecause } from '#app/_graphql/acts.ts'
import type { VariablesOf } from '#app/_graphql/graphql.ts'
import { useCalls, type OnRefused } from './calls.ts'
import type { AddDependencyDocument } from './dependency-documents.ts'
import { did } from './undo.tsx'

export type DependencyKind = NonNullable<VariablesOf<typeof AddDependencyDocument>['input']['kind']>

interface End {
  id: string
  key: string
}

export interface Edge {
  id: string
  kind?: DependencyKind
  task: End
  dependsOn: End
}

/** Adds and removes edges, each with its way back. A refusal, such as the cycle that it would close, goes to `onRefused`, which must be stable. */
export function useDependencyActs(onRefused: OnRefused = refuseBecause) {
  const act = useCalls(onRefused)
  const back = useCalls()
  return useMemo(
    () => ({
      async add(task: End, dependsOn: End, kind: DependencyKind = 'BLOCKS') {
        if (!(await act.depend({ task: task.id, dependsOn: dependsOn.id, kind }))) return false
        did(
          `${task.key} ${WORDS[kind]} ${dependsOn.key} now`,
          async () => (await back.undepend({ task: task.id, dependsOn: dependsOn.id, kind })) !== null,
        )
        return true
      },
      async remove({ id, kind = 'BLOCKS', task, dependsOn }: Edge) {
        if (!(await act.undepend({ dependency: id }))) return false
        did(
          `${task.key} no longer ${WORDS[kind]} ${dependsOn.key}`,
          async () => (await back.depend({ task: task.id, dependsOn: dependsOn.id, kind })) !== null,
        )
        return true
      },
    }),
    [act, back],
  )
}

/** An edge read from the task that depends. */
const WORDS: Record<DependencyKind, string> = {
  BLOCKS: 'waits for',
  PARENT: 'is a part of',
  RELATED: 'is related to',
  DUPLICATES: 'duplicates',
  DISCOVERED_FROM: 'was discovered from',
}
