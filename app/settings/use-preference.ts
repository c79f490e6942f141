'use client'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import type { VariablesOf } from '#app/_graphql/graphql.ts'
import { UpdatePreferenceDocument } from '#app/inbox/use-mute-reason.ts'

type Change = Omit<VariablesOf<typeof UpdatePreferenceDocument>['input'], 'idempotencyKey'>

/** Changes what the person chose; true when it was kept. */
export function usePreference() {
  const update = useAct(UpdatePreferenceDocument)
  return async (change: Change) => {
    const result = await update(change)
    if (result?.__typename === 'UpdatePreferenceSuccess') return true
    if (result) refuseBecause(result)
    return false
  }
}
