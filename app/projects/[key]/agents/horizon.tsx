'use client'
import { useSyncExternalStore } from 'react'
import { leaseLeft } from '#app/_graph/lease.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { useNow } from '#app/_ui/time.tsx'
import type { Agent } from './documents.ts'
import { layPins, reachOf } from './pins.ts'

const SOON_SECONDS = 180

/** When leases run out, along an axis of time. Those within three minutes stand in the marked stretch. */
export function Horizon({ agents }: { agents: Agent[] }) {
  const now = useNow(1000)
  // Where a pin stands depends on the second: drawn in the browser alone.
  const isDrawn = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const claims = agents.flatMap((agent) =>
    agent.currentClaims.map((claim) => ({
      id: claim.id,
      agent: agent.handle,
      task: claim.task.key,
      seconds: leaseLeft(claim, now).seconds,
    })),
  )
  if (claims.length === 0) return null
  const reach = reachOf(claims.map((claim) => claim.seconds))
  const pins = layPins(claims, reach)
  const soon = claims.filter((claim) => claim.seconds <= SOON_SECONDS).length
  return (
    <section className="horizon" aria-label="When leases run out" suppressHydrationWarning>
      <div className="grid gap-[3px]">
        <span className="cap flex items-center gap-1.5">
          <Icon name="lease" size={12} /> Leases run out
        </span>
        <span>
          <b>
            {claims.length} {claims.length === 1 ? 'claim' : 'claims'}
          </b>
          {isDrawn && soon > 0 && <span className="text-caution-ink">, {soon} within 3 min</span>}
        </span>
      </div>
      <div className="axis" aria-hidden suppressHydrationWarning>
        <i className="soon" suppressHydrationWarning style={{ width: `${Math.min(100, (SOON_SECONDS / reach) * 100)}%` }} />
        {[0, 1, 2, 3].map((third) => (
          <i key={third} className="tick not-italic" style={{ left: `${(third / 3) * 100}%` }}>
            <span className="mono" suppressHydrationWarning>
              {third === 0 ? 'now' : `${Math.round((reach * third) / 180)} min`}
            </span>
          </i>
        ))}
        {(isDrawn ? pins : []).map((pin) => (
          <b
            key={pin.id}
            className="pin"
            data-soon={pin.seconds <= SOON_SECONDS || undefined}
            data-flip={pin.isFlipped || undefined}
            style={{ left: `${pin.at * 100}%` }}
          >
            {pin.hasLabel && (
              <span className="mono">
                <span className="strong">{pin.agent}</span>
                <span className="text-ink-2">{pin.task}</span>
              </span>
            )}
          </b>
        ))}
      </div>
    </section>
  )
}

const never = () => () => {}
