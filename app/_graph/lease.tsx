'use client'
import { useNow } from '#app/_ui/time.tsx'

export interface LeaseSpan {
  leasedAt: string
  expiresAt: string
}

/** How much of a lease is left at `now`: seconds, the share of the whole, and whether it runs out soon (under a fifth). */
export function leaseLeft({ leasedAt, expiresAt }: LeaseSpan, now: number) {
  const end = Date.parse(expiresAt)
  const whole = Math.max(1, end - Date.parse(leasedAt))
  const left = Math.max(0, end - now)
  const share = Math.min(1, left / whole)
  return { seconds: Math.ceil(left / 1000), share, isOver: left === 0, isSoon: share < 0.2 }
}

/** "10:52", and "1 h 05" from an hour on. */
export function clock(seconds: number) {
  const two = (value: number) => String(value).padStart(2, '0')
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))}`
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
}

/** The same in words, for those who hear it. */
export function spokenTime(seconds: number) {
  const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`
  const minutes = Math.floor(seconds / 60)
  return minutes > 0 ? `${counted(minutes, 'minute')} ${counted(seconds % 60, 'second')}` : counted(seconds, 'second')
}

/** Steps each second, as a lamp would; both run out together. */
export function LeaseClock({ lease, className = '' }: { lease: LeaseSpan; className?: string }) {
  const { seconds, isSoon, isOver } = leaseLeft(lease, useNow(1000))
  const color = isOver ? 'text-stop-ink' : isSoon ? 'text-caution-ink' : ''
  return (
    <span suppressHydrationWarning className={`mono ${color} ${className}`}>
      {isOver ? 'run out' : clock(seconds)}
    </span>
  )
}

export function LeaseBar({ lease, className = '' }: { lease: LeaseSpan; className?: string }) {
  const { share, isSoon } = leaseLeft(lease, useNow(1000))
  return (
    <span aria-hidden className={`relative inline-block ${className}`}>
      <i
        suppressHydrationWarning
        className={`absolute inset-y-0 left-0 ${isSoon ? 'bg-caution-lamp' : 'bg-occupied-lamp'}`}
        style={{ width: `${share * 100}%` }}
      />
    </span>
  )
}
