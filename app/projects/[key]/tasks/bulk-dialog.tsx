'use client'
import { useState, type FormEvent } from 'react'
import type { TaskRow } from '#app/_tasks/task.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import type { BulkAsk } from './bulk-status.tsx'
import type { BulkActs } from './use-bulk.ts'

interface BulkDialogProps {
  kind: BulkAsk
  tasks: TaskRow[]
  acts: BulkActs
  onClose: () => void
}

/** A word before many tasks are held, cancelled or deleted. */
export function BulkDialog({ kind, tasks, acts, onClose }: BulkDialogProps) {
  const [reason, setReason] = useState('')
  const count = `${tasks.length.toLocaleString('en')} ${tasks.length === 1 ? 'task' : 'tasks'}`
  const waiting = tasks.reduce((sum, { openDependents }) => sum + openDependents, 0)
  const word = { hold: 'Hold', cancel: 'Cancel', delete: 'Delete' }[kind]
  function submit(event: FormEvent) {
    event.preventDefault()
    onClose()
    if (kind === 'hold') void acts.hold(tasks, reason)
    else if (kind === 'cancel') void acts.cancel(tasks, reason)
    else void acts.remove(tasks)
  }
  return (
    <Dialog title={`${word} ${count}`} isOpen onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4">
        {kind === 'hold' && (
          <TextArea label="What they wait for" value={reason} onChange={setReason} isRequired rows={3} autoFocus maxLength={2000} />
        )}
        {kind === 'cancel' && (
          <>
            <TextArea label="Why (optional)" value={reason} onChange={setReason} rows={3} autoFocus />
            {waiting > 0 && <p className="text-ink-2">What waits for them stays blocked until somebody decides; their people are told.</p>}
          </>
        )}
        {kind === 'delete' && <p>They can be restored for 30 days. One on which open tasks depend is refused.</p>}
        <Actions>
          <Button type="submit" variant={kind === 'hold' ? 'primary' : 'stop'} autoFocus={kind === 'delete'}>
            {word} {count}
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
