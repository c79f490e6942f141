'use client'
import { useState } from 'react'
import { ClaimOutcome } from '#app/_tasks/claim-outcome.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Ago, shortAge } from '#app/_ui/time.tsx'
import type { Task } from './documents.ts'
import { SideHead } from './section.tsx'

const FIRST = 5

/** How each earlier claim ended, what it left, and how long it was held. */
export function EarlierClaims({ task }: { task: Task }) {
  const [isWhole, setWhole] = useState(false)
  const earlier = task.claims.filter((claim) => claim.endedAt !== null)
  if (earlier.length === 0) return null
  return (
    <section>
      <SideHead title="Earlier claims" count={earlier.length} />
      <ul>
        {(isWhole ? earlier : earlier.slice(0, FIRST)).map(({ id, fence, holder, outcome, note, endedAt, leasedAt, endedBy }) => (
          <li key={id} className="grid grid-cols-[28px_minmax(0,1fr)_auto] gap-x-2 border-b border-joint py-1.25 last:border-0">
            <span className="mono text-ink-2">
              <span className="sr-only">Fence </span>
              {fence}
            </span>
            <span className="flex min-w-0 flex-wrap gap-x-2">
              <ActorName actor={holder} />
              <ClaimOutcome claim={{ outcome }} />
              {endedBy && endedBy.id !== holder.id && (
                <span className="flex items-baseline gap-1 text-ink-2">
                  by <ActorName actor={endedBy} />
                </span>
              )}
              {endedAt && <span className="text-ink-3">after {shortAge((Date.parse(endedAt) - Date.parse(leasedAt)) / 1000)}</span>}
              {note && <span className="basis-full text-ink-2 [overflow-wrap:anywhere]">{note}</span>}
            </span>
            {endedAt && <Ago at={endedAt} className="text-ink-3" />}
          </li>
        ))}
      </ul>
      {!isWhole && earlier.length > FIRST && (
        <Button variant="bare" className="-ml-2" onPress={() => setWhole(true)}>
          Show all {earlier.length}
        </Button>
      )}
    </section>
  )
}
