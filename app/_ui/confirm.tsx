'use client'
import { useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Actions, Dialog } from './dialog.tsx'

interface Props {
  title: string
  /** What the button that does it says. */
  action: string
  /** Whether it was done; a refusal it tells itself. */
  onConfirm: () => Promise<boolean>
  onClose: () => void
  /** What will be so afterwards. */
  children: ReactNode
}

/** Says what an act brings with it before it is done. */
export function Confirm({ title, action, onConfirm, onClose, children }: Props) {
  const [isPending, setPending] = useState(false)
  async function confirm() {
    setPending(true)
    const isDone = await onConfirm()
    setPending(false)
    if (isDone) onClose()
  }
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {children}
      <Actions>
        <Button variant="stop" isPending={isPending} onPress={() => void confirm()}>
          {action}
        </Button>
        <Button variant="bare" autoFocus onPress={onClose}>
          Back
        </Button>
      </Actions>
    </Dialog>
  )
}
