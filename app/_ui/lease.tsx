'use client'
import { useNow } from './time.tsx'
import { Icon } from './icon.tsx'

interface LeaseProps {
  leasedAt: string
  expiresAt: string
  className?: string
}

/** The time left on a lease, as text and bar; it steps each second. Amber below a fifth, an hourglass when it has run out. */
export function Lease({ leasedAt, expiresAt, className = '' }: LeaseProps) {
  const now = useNow(1000)
  const left = (Date.parse(expiresAt) - now) / 1000
  const share = Math.min(1, left / Math.max(1, (Date.parse(expiresAt) - Date.parse(leasedAt)) / 1000))
  if (left <= 0) {
    return (
      <span className={`inline-flex items-center gap-1.5 whitespace-nowrap text-stop-ink ${className}`}>
        <Icon name="expired" className="text-stop-lamp" />
        Lease ran out
      </span>
    )
  }
  const isLow = share < 0.2
  return (
    <span className={`inline-flex items-center gap-2 whitespace-nowrap ${className}`} suppressHydrationWarning>
      <span className={`mono min-w-[34px] text-right ${isLow ? 'text-caution-ink' : ''}`} suppressHydrationWarning>
        {clock(left)}
      </span>
      <span aria-hidden className="relative inline-block h-1.5 w-14 bg-well shadow-[inset_0_0_0_1px_var(--joint-2)]">
        <i
          className={`absolute inset-y-0 left-0 ${isLow ? 'bg-caution-lamp' : 'bg-occupied-lamp'}`}
          style={{ width: `${Math.round(share * 100)}%` }}
          suppressHydrationWarning
        />
      </span>
    </span>
  )
}

/** 10:52, or 2 h 10 from an hour on. */
export function clock(seconds: number) {
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
  return `${String(minutes).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}
