'use client'
import { useState, type FormEvent } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { dayIn, deadlineOn } from './deadlines.ts'

interface PickProps<V> {
  of: string
  value: V | null
  onPick: (value: V | null) => void
  onClose: () => void
}

const SOON = [
  { word: 'Today', days: 0 },
  { word: 'Tomorrow', days: 1 },
  { word: 'In a week', days: 7 },
]

export function DeadlinePick({ of, value, onPick, onClose }: PickProps<string>) {
  const [day, setDay] = useState(value?.slice(0, 10) ?? '')
  const [now] = useState(Date.now)
  function pick(next: string) {
    onClose()
    // An unchanged day keeps its hour.
    if (next !== (value?.slice(0, 10) ?? '')) onPick(next === '' ? null : deadlineOn(next))
  }
  return (
    <PickForm label={`Deadline of ${of}`} onSubmit={() => pick(day)}>
      <TextField label="Deadline" type="date" value={day} onChange={setDay} autoFocus />
      <div className="flex flex-wrap gap-1">
        {SOON.map(({ word, days }) => (
          <Button key={word} onPress={() => pick(dayIn(days, now))}>
            {word}
          </Button>
        ))}
      </div>
      <div className="flex gap-1">
        <Button type="submit" variant="primary">
          Set
        </Button>
        {value !== null && (
          <Button variant="bare" onPress={() => pick('')}>
            No deadline
          </Button>
        )}
      </div>
    </PickForm>
  )
}

export function EstimatePick({ of, value, onPick, onClose }: PickProps<number>) {
  const [text, setText] = useState(value === null ? '' : String(value))
  const [error, setError] = useState<string | null>(null)
  function pick(next: string) {
    const hours = next.trim() === '' ? null : Number(next.trim().replace(',', '.'))
    if (hours !== null && !(hours > 0)) return setError('A number of hours above 0.')
    onClose()
    if (hours !== value) onPick(hours)
  }
  return (
    <PickForm label={`Estimate of ${of}`} onSubmit={() => pick(text)}>
      <TextField label="Estimate, hours" inputMode="decimal" mono value={text} onChange={setText} error={error} autoFocus />
      <div className="flex gap-1">
        <Button type="submit" variant="primary">
          Set
        </Button>
        {value !== null && (
          <Button variant="bare" onPress={() => pick('')}>
            No estimate
          </Button>
        )}
      </div>
    </PickForm>
  )
}

function PickForm({ label, onSubmit, children }: { label: string; onSubmit: () => void; children: React.ReactNode }) {
  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Dialog aria-label={label} className="outline-none">
      <form onSubmit={submit} className="grid w-60 gap-3 p-3">
        {children}
      </form>
    </Dialog>
  )
}
