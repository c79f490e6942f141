import { Icon } from '#app/_ui/icon.tsx'

interface Ended {
  outcome: keyof typeof OUTCOMES | null
}

const OUTCOMES = {
  COMPLETED: { word: 'Completed', isBad: false },
  RELEASED: { word: 'Released', isBad: false },
  FAILED: { word: 'Failed', isBad: true },
  EXPIRED: { word: 'Lease ran out', isBad: true },
  ASKED: { word: 'Asked a question', isBad: false },
  TAKEN_OVER: { word: 'Taken over', isBad: false },
  CANCELLED: { word: 'Cancelled', isBad: false },
}

/** How a claim ended; nothing for one that is open. */
export function ClaimOutcome({ claim: { outcome } }: { claim: Ended }) {
  if (!outcome) return null
  const { word, isBad } = OUTCOMES[outcome]
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap ${isBad ? 'text-stop-ink' : ''}`}>
      {outcome === 'EXPIRED' && <Icon name="expired" size={12} />}
      {word}
    </span>
  )
}
