import { ClaimOutcome } from '#app/_tasks/claim-outcome.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Ago } from '#app/_ui/time.tsx'
import type { Task } from './documents.ts'
import { SideHead } from './section.tsx'

export function EarlierClaims({ task }: { task: Task }) {
  const earlier = task.claims.filter((claim) => claim.endedAt !== null)
  if (earlier.length === 0) return null
  return (
    <section>
      <SideHead title="Earlier claims" count={earlier.length} />
      <ul>
        {earlier.map(({ id, fence, holder, outcome, note, endedAt }) => (
          <li key={id} className="grid grid-cols-[28px_minmax(0,1fr)_auto] gap-x-2 border-b border-joint py-1.25 last:border-0">
            <span className="mono text-ink-2">
              <span className="sr-only">Fence </span>
              {fence}
            </span>
            <span className="flex min-w-0 flex-wrap gap-x-2">
              <ActorName actor={holder} />
              <ClaimOutcome claim={{ outcome }} />
              {note && <span className="basis-full text-ink-2 [overflow-wrap:anywhere]">{note}</span>}
            </span>
            {endedAt && <Ago at={endedAt} className="text-ink-3" />}
          </li>
        ))}
      </ul>
    </section>
  )
}
