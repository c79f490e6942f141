import Link from 'next/link'
import { taskPath } from '#app/_tasks/task.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'
import { Ago, shortAge } from '#app/_ui/time.tsx'
import type { EndedClaim } from './documents.ts'

export const OUTCOME: Record<NonNullable<EndedClaim['outcome']>, { word: string; isBad?: boolean }> = {
  COMPLETED: { word: 'Completed' },
  RELEASED: { word: 'Released' },
  FAILED: { word: 'Failed', isBad: true },
  EXPIRED: { word: 'Lease ran out', isBad: true },
  ASKED: { word: 'Asked a question' },
  TAKEN_OVER: { word: 'Taken over', isBad: true },
  CANCELLED: { word: 'Cancelled' },
}

/** One line: how it ended, which task, and when. */
export function LastClaim({ claim }: { claim: EndedClaim }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-ink-3">
      <Outcome claim={claim} />
      <Link href={taskPath(claim.task.project.key, claim.task.key)} className="min-w-0 truncate hover:underline">
        <Key>{claim.task.key}</Key>
      </Link>
      {claim.endedAt && <Ago at={claim.endedAt} className="mono" />}
    </span>
  )
}

export function Outcome({ claim: { outcome } }: { claim: Pick<EndedClaim, 'outcome'> }) {
  if (!outcome) return null
  const { word, isBad } = OUTCOME[outcome]
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap ${isBad ? 'text-stop-ink' : ''}`}>
      {outcome === 'EXPIRED' && <Icon name="expired" size={12} />}
      {word}
    </span>
  )
}

export const heldFor = (seconds: number | null) => (seconds === null ? '' : shortAge(seconds))
