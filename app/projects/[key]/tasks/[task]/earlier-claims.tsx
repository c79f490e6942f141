import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Ago } from '#app/_ui/time.tsx'
import type { Task } from './documents.ts'
import { SideHead } from './section.tsx'

type Outcome = NonNullable<Task['claims'][number]['outcome']>
const OUTCOME: Record<Outcome, { word: string; isBad?: boolean }> = {
  COMPLETED: { word: 'Completed' },
  RELEASED: { word: 'Released' },
  FAILED: { word: 'Failed', isBad: true },
  EXPIRED: { word: 'Lease ran out', isBad: true },
  ASKED: { word: 'Asked a question' },
  TAKEN_OVER: { word: 'Taken over' },
  CANCELLED: { word: 'Cancelled' },
}

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
              {outcome && (
                <span className={OUTCOME[outcome].isBad ? 'inline-flex items-center gap-1 text-stop-ink' : ''}>
                  {outcome === 'EXPIRED' && <Icon name="expired" size={12} />}
                  {OUTCOME[outcome].word}
                </span>
              )}
              {note && <span className="basis-full text-ink-2 [overflow-wrap:anywhere]">{note}</span>}
            </span>
            {endedAt && <Ago at={endedAt} className="text-ink-3" />}
          </li>
        ))}
      </ul>
    </section>
  )
}
