'use client'
import { useEffect, useEffectEvent, useState, type FormEvent } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import { Call } from '#app/_ui/states.tsx'
import type { TaskRow } from './task.ts'
import type { DialogKind } from './task-menu.tsx'
import type { CancelPolicy } from './life-acts.ts'
import { useTaskActs } from './use-task-acts.ts'

const POLICIES: { id: CancelPolicy; text: string; hint: string }[] = [
  { id: 'KEEP_BLOCKED', text: 'Keep them blocked', hint: 'They wait until you decide; their people are told.' },
  { id: 'RELEASE', text: 'Release them', hint: 'They wait for this task no longer, also if it is reopened.' },
  { id: 'CANCEL', text: 'Cancel them too', hint: 'Every open task that waits for this one, directly or not, is cancelled.' },
]

const WORDS: Record<DialogKind, { title: string; label: string; button: string }> = {
  cancel: { title: 'Cancel', label: 'Why (optional)', button: 'Cancel task' },
  hold: { title: 'Hold', label: 'What it waits for', button: 'Hold task' },
  force: { title: 'Complete all the same', label: 'Why this is right', button: 'Complete' },
}

/** The acts that want a reason. */
export function TaskDialog({ kind, task, onClose }: { kind: DialogKind; task: TaskRow; onClose: () => void }) {
  const acts = useTaskActs()
  const [reason, setReason] = useState('')
  const [policy, setPolicy] = useState<CancelPolicy>('KEEP_BLOCKED')
  const [isPending, setPending] = useState(false)
  const words = WORDS[kind]

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const isDone = await send()
    setPending(false)
    if (isDone) onClose()
  }
  function send() {
    if (kind === 'cancel') return acts.cancel(task, policy, reason)
    if (kind === 'hold') return acts.hold(task, reason)
    return acts.complete(task, { reason })
  }

  return (
    <Dialog title={`${words.title} ${task.key}`} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <p className="text-ink-2">{task.title}</p>
        {kind === 'force' && task.isBlocked && (
          <Call signal="caution" title="It is not free.">
            {task.hold
              ? `On hold: ${task.hold.reason}`
              : `It waits for ${task.openBlockers} open ${task.openBlockers === 1 ? 'task' : 'tasks'}.`}
          </Call>
        )}
        <TextArea label={words.label} value={reason} onChange={setReason} isRequired={kind !== 'cancel'} rows={3} autoFocus />
        {kind === 'cancel' && task.openDependents > 0 && (
          <>
            <Select
              label={`${task.openDependents} ${task.openDependents === 1 ? 'task waits' : 'tasks wait'} for it`}
              options={POLICIES}
              value={policy}
              onChange={setPolicy}
              hint={POLICIES.find(({ id }) => id === policy)?.hint}
            />
            {policy === 'CANCEL' && <WouldCancel task={task} />}
          </>
        )}
        <Actions>
          <Button type="submit" variant={kind === 'cancel' ? 'stop' : 'primary'} isPending={isPending}>
            {words.button}
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}

function WouldCancel({ task }: { task: TaskRow }) {
  const acts = useTaskActs()
  const [tasks, setTasks] = useState<TaskRow[] | null>(null)
  const ask = useEffectEvent(() => acts.wouldCancel(task))
  useEffect(() => void ask().then(setTasks), [task.id])
  if (!tasks) return null
  return (
    <ul aria-label="Would be cancelled" className="max-h-40 overflow-auto border border-joint">
      {tasks.map(({ id, key, title }) => (
        <li key={id} className="flex gap-2 border-b border-joint px-2 py-1 last:border-0">
          <span className="mono text-ink-2">{key}</span>
          <span className="truncate">{title}</span>
        </li>
      ))}
    </ul>
  )
}
