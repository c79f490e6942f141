'use client'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'

/** Shown once: it is stored sealed and never told again. */
export function WebhookSecret({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  const [said, setSaid] = useState<'Copy' | 'Copied' | 'Select it and copy'>('Copy')
  // Without https there is no clipboard.
  const copy = async () =>
    setSaid(
      await navigator.clipboard.writeText(secret).then(
        () => 'Copied' as const,
        () => 'Select it and copy' as const,
      ),
    )
  return (
    <Dialog title={`Secret of ${name}`} isOpen onClose={onClose} modal wide>
      <p>Messages are signed with it, as Standard Webhooks says. Give it to the receiver now: it is not shown again.</p>
      <pre tabIndex={0} role="region" aria-label="Secret" className="mono overflow-auto border border-joint bg-well p-3 select-all">
        {secret}
      </pre>
      <Actions>
        <Button icon={said === 'Copied' ? 'check' : 'copy'} onPress={() => void copy()}>
          <span aria-live="polite">{said}</span>
        </Button>
        <Button variant="primary" onPress={onClose}>
          I have kept it
        </Button>
      </Actions>
    </Dialog>
  )
}
