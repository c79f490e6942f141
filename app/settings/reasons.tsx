'use client'
import { did } from '#app/_tasks/undo.tsx'
import { REASONS, whenOf, type Reason } from '#app/inbox/reasons.ts'
import { Part } from './part.tsx'
import { usePreference } from './use-preference.ts'

/** What reaches the inbox. What speaks to the person, or asks one, always does. */
export function Reasons({ muted, mutable }: { muted: Reason[]; mutable: Reason[] }) {
  const set = usePreference()
  async function turn(reason: Reason, on: boolean) {
    const next = on ? muted.filter((one) => one !== reason) : [...muted, reason]
    if (await set({ mutedReasons: next })) {
      did(on ? 'Reaches your inbox again' : 'Muted', () => set({ mutedReasons: muted }), { detail: `“${whenOf(reason)}”` })
    }
  }
  const always = REASONS.filter((reason) => !mutable.includes(reason))
  return (
    <Part id="inbox" title="Inbox" note="What reaches your inbox, on every task. What is muted is not told later either.">
      <fieldset className="grid gap-0.5">
        <legend className="sr-only">Reasons that reach my inbox</legend>
        {REASONS.filter((reason) => mutable.includes(reason)).map((reason) => (
          <label key={reason} className="my-check">
            <input
              type="checkbox"
              className="box"
              checked={!muted.includes(reason)}
              onChange={({ target }) => void turn(reason, target.checked)}
            />
            <span>{whenOf(reason)}</span>
          </label>
        ))}
      </fieldset>
      <div>
        <h3 className="mb-1 cap">Always reaches you</h3>
        <ul className="grid gap-0.5 text-ink-2">
          {always.map((reason) => (
            <li key={reason}>{whenOf(reason)}</li>
          ))}
        </ul>
      </div>
    </Part>
  )
}
