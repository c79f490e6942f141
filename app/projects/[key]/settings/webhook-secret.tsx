'use client'
import { Button } from '#app/_ui/button.tsx'
import { Copyable } from '#app/_ui/copyable.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'

/** Shown once: it is stored sealed and never told again. */
export function WebhookSecret({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  return (
    <Dialog title={`Secret of ${name}`} isOpen onClose={onClose} modal wide>
      <p>Messages are signed with it, as Standard Webhooks says. Give it to the receiver now: it is not shown again.</p>
      <Copyable label="Secret" text={secret} />
      <Actions>
        <Button variant="primary" onPress={onClose}>
          I have kept it
        </Button>
      </Actions>
    </Dialog>
  )
}
