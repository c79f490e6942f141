'use client'
import { useState } from 'react'
import { Button } from './button.tsx'
import { copied } from './clipboard.ts'

/** A text to keep or to hand on, with a button that copies it. */
export function Copyable({ label, text }: { label: string; text: string }) {
  const [said, setSaid] = useState<'Copy' | 'Copied' | 'Select it and copy'>('Copy')
  const copy = async () => setSaid((await copied(text)) ? 'Copied' : 'Select it and copy')
  return (
    <div>
      <div className="mb-1 flex items-center gap-2">
        <h3 className="cap">{label}</h3>
        <span className="flex-1" />
        <Button variant="bare" icon={said === 'Copied' ? 'check' : 'copy'} aria-label={`Copy: ${label}`} onPress={() => void copy()}>
          <span aria-live="polite">{said}</span>
        </Button>
      </div>
      <pre tabIndex={0} role="region" aria-label={label} className="select-all">
        {text}
      </pre>
    </div>
  )
}
