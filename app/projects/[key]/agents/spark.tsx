import type { Figures } from './figures-documents.ts'

const BAR = 4
const GAP = 1
const HEIGHT = 18

/** How many tasks were completed on each day, the last on the right. */
export function Spark({ figures, className = '' }: { figures: Figures | null; className?: string }) {
  const days = figures?.throughput ?? []
  const most = Math.max(1, ...days.map(({ completed }) => completed))
  const width = 14 * (BAR + GAP) - GAP
  return (
    <svg
      role="img"
      aria-label={figures ? `${figures.completed} completed in 14 days, ${days.at(-1)?.completed ?? 0} today` : 'Loading'}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className={`flex-none text-ink-2 ${className}`}
    >
      <path d={`M0 ${HEIGHT - 0.5}H${width}`} stroke="var(--joint-2)" />
      {days.map(({ day, completed }, i) => {
        const height = completed === 0 ? 0 : Math.max(2, Math.round((completed / most) * (HEIGHT - 2)))
        return <rect key={day} x={i * (BAR + GAP)} y={HEIGHT - 1 - height} width={BAR} height={height} fill="currentColor" />
      })}
    </svg>
  )
}

/** What went wrong in the same days: "2 failed, 1 expired"; nothing when nothing did. */
export function Failures({ figures }: { figures: Figures | null }) {
  if (!figures || figures.failedAttempts + figures.expiredLeases === 0) return null
  const parts = [
    ...(figures.failedAttempts ? [`${figures.failedAttempts} failed`] : []),
    ...(figures.expiredLeases ? [`${figures.expiredLeases} expired`] : []),
  ]
  return <span className="whitespace-nowrap text-stop-ink">{parts.join(', ')}</span>
}
