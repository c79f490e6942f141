'use client'
import { useQuery } from 'urql'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { graphql } from '#app/_graphql/graphql.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'
import { did } from '#app/_tasks/undo.tsx'
import { whenOf, type Reason } from './reasons.ts'

export const PreferenceDocument = graphql(`
  query Preference {
    preference {
      shortcuts
      mutedReasons
      mutableReasons
    }
  }
`)

export const UpdatePreferenceDocument = graphql(
  `
    mutation UpdatePreference($input: UpdatePreferenceInput!) {
      updatePreference(input: $input) {
        __typename
        ... on UpdatePreferenceSuccess {
          preference {
            shortcuts
            mutedReasons
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)

/** The reasons that reach the person no more, and what changes them. */
export function useMuteReason() {
  const [{ data }] = useQuery({ query: PreferenceDocument })
  const update = useAct(UpdatePreferenceDocument)
  const muted = data?.preference.mutedReasons ?? null

  async function set(reasons: readonly Reason[]) {
    return unlessRefused(await update({ mutedReasons: [...reasons] })) !== null
  }
  return {
    muted,
    mutable: data?.preference.mutableReasons ?? null,
    async mute(reason: Reason, isMuted: boolean) {
      if (!muted) return
      const next = isMuted ? [...muted, reason] : muted.filter((one) => one !== reason)
      if (!(await set(next))) return
      did(isMuted ? 'Muted' : 'No longer muted', () => set(muted), { detail: `“${whenOf(reason)}”` })
    },
  }
}
