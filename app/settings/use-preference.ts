'use client'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import type { VariablesOf } from '#app/_graphql/graphql.ts'
import { UpdatePreferenceDocument } from '#app/inbox/use-mute-reason.ts'

type Change = Omit<VariablesOf<typeof UpdatePreferenceDocument>['input'], 'idempotencyKey'>

/** Changes what the person chose; true when it was kept. */
export function usePreference() {
  const update = useAct(UpdatePreferenceDocument)
  return async (change: Change) => {
    return unlessRefused(await update(change)) !== null
  }
}
