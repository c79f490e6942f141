'use client'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'

/** A link to hand on, with a button that copies it. */
export function Copyable({ label, text }: { label: string; text: string }) {
  const [said, setSaid] = useState<'Copy' | 'Copied' | 'Select it and copy'>('Copy')
  // Without https there is no clipboard.
  const copy = async () =>
    setSaid(
      await navigator.clipboard.writeText(text).then(
        () => 'Copied' as const,
        () => 'Select it and copy' as const,
      ),
    )
  return (
    <div className="grid gap-2">
      <pre tabIndex={0} role="region" aria-label={label} className="select-all">
        {text}
      </pre>
      <Button
        icon={said === 'Copied' ? 'check' : 'copy'}
        aria-label={`Copy: ${label}`}
        className="justify-self-start"
        onPress={() => void copy()}
      >
        <span aria-live="polite">{said}</span>
      </Button>
    </div>
  )
}
