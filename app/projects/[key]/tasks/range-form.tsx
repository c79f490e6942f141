'use client'
import { useState, type FormEvent } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'

export type RangeName = 'deadline' | 'created' | 'updated'

const WORD: Record<RangeName, string> = { deadline: 'Due', created: 'Created', updated: 'Updated' }

/** Two days, either of which may stay open. */
export function RangeForm({ name, value, onDone }: { name: RangeName; value: string | null; onDone: (value: string | null) => void }) {
  const [given = '', until = ''] = value?.includes('..') ? value.split('..') : []
  const [from, setFrom] = useState(given)
  const [to, setTo] = useState(until)
  const isBackwards = from !== '' && to !== '' && from > to
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isBackwards) onDone(from || to ? `${from}..${to}` : null)
  }
  return (
    <form onSubmit={submit} className="grid gap-3 p-3">
      <TextField label={`${WORD[name]} from`} type="date" value={from} onChange={setFrom} autoFocus />
      <TextField
        label="To, that day included"
        type="date"
        value={to}
        onChange={setTo}
        error={isBackwards ? 'Not before the first day.' : null}
      />
      <div className="flex gap-1">
        <Button type="submit" variant="primary">
          Filter
        </Button>
        <Button variant="bare" onPress={() => onDone(null)}>
          Any time
        </Button>
      </div>
    </form>
  )
}
