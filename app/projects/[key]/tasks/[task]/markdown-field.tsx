'use client'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import { LateMarkdown } from './rendered.tsx'

interface Props {
  label: string
  value: string
  onChange: (text: string) => void
  error?: string
  rows?: number
}

/** A text in Markdown, with what it becomes beside it on demand. */
export function MarkdownField({ label, value, onChange, error, rows = 10 }: Props) {
  const [isShown, setShown] = useState(false)
  return (
    <div className={`grid gap-3 ${isShown ? 'grid-cols-2 max-wide:grid-cols-1' : ''}`}>
      <TextArea label={label} hideLabel rows={rows} autoFocus value={value} onChange={onChange} error={error} />
      {isShown && (
        <div role="region" aria-label="Preview" className="min-h-20 border border-joint-2 bg-plate px-3 py-2">
          {value.trim() ? <LateMarkdown>{value}</LateMarkdown> : <p className="text-ink-3">Nothing to show yet.</p>}
        </div>
      )}
      <div className="col-span-full flex flex-wrap items-center gap-2">
        <Button variant="bare" icon="view" aria-pressed={isShown} onPress={() => setShown(!isShown)}>
          Preview
        </Button>
        <span className="text-ink-3">Markdown</span>
      </div>
    </div>
  )
}
