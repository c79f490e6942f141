'use client'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Popover } from '#app/_ui/popover.tsx'

interface Days {
  from: string | null
  to: string | null
}

const DAY_MS = 24 * 3600_000
const dayBefore = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)
const USUAL = [
  { word: 'Today', days: 0 },
  { word: 'Last 7 days', days: 6 },
  { word: 'Last 30 days', days: 29 },
]

/** "from 2026-01-01", "2026-01-01 to 2026-01-31", "on 2026-01-01". */
export function daysWords(from: string | null, to: string | null) {
  if (from && to) return from === to ? `on ${from}` : `${from} to ${to}`
  return from ? `from ${from}` : `until ${to}`
}

/** Days in UTC, both of them within. */
export function DaysFilter({ from, to, onChange }: Days & { onChange: (days: Days) => void }) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        ref={button}
        icon="calendar"
        aria-pressed={from !== null || to !== null}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => setOpen(true)}
      >
        {from || to ? daysWords(from, to) : 'Any day'}
        <Icon name="down" />
      </Button>
      {isOpen && (
        <Popover triggerRef={button} isOpen onOpenChange={setOpen} className="w-72">
          <div role="dialog" aria-label="Days" className="grid gap-3 p-3">
            <div className="flex flex-wrap gap-1.5">
              {USUAL.map(({ word, days }, i) => (
                <Button
                  key={word}
                  autoFocus={i === 0}
                  onPress={() => {
                    onChange({ from: dayBefore(days), to: null })
                    setOpen(false)
                  }}
                >
                  {word}
                </Button>
              ))}
            </div>
            <TextField
              label="First day"
              type="date"
              value={from ?? ''}
              onChange={(day) => onChange({ from: day || null, to: later(day, to) })}
            />
            <TextField
              label="Last day"
              hint="In UTC, as all times here."
              type="date"
              value={to ?? ''}
              onChange={(day) => onChange({ from: earlier(day, from), to: day || null })}
            />
            {(from || to) && (
              <Button
                variant="bare"
                onPress={() => {
                  onChange({ from: null, to: null })
                  setOpen(false)
                }}
              >
                Any day
              </Button>
            )}
          </div>
        </Popover>
      )}
    </>
  )
}

/** The other end gives way, so that a range is never empty. */
const later = (from: string, to: string | null) => (from && to && to < from ? from : to)
const earlier = (to: string, from: string | null) => (to && from && from > to ? to : from)
