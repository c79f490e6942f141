'use client'
import { useEffect, useState } from 'react'

const UNITS: [Intl.RelativeTimeFormatUnit, number, string][] = [
  ['year', 31_536_000, 'y'],
  ['month', 2_592_000, 'mo'],
  ['day', 86_400, 'd'],
  ['hour', 3_600, 'h'],
  ['minute', 60, 'min'],
]

/** "4 min", "2 d", "now"; the full time as a tooltip. Counts on by itself. */
export function Ago({ at, className = '' }: { at: string; className?: string }) {
  const now = useNow(30_000)
  return (
    <time
      dateTime={at}
      title={new Date(at).toISOString().replace('T', ' ').slice(0, 16) + ' UTC'}
      suppressHydrationWarning
      className={className}
    >
      {shortAge(Math.max(0, now - Date.parse(at)) / 1000)}
    </time>
  )
}

export function shortAge(seconds: number) {
  const unit = UNITS.find(([, size]) => seconds >= size)
  return unit ? `${Math.floor(seconds / unit[1])} ${unit[2]}` : 'now'
}

/** The clock, at most as often as asked. */
export function useNow(everyMs: number) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
