'use client'
import { useState, type FormEvent } from 'react'
import { Refused, type Refusal } from '#app/_tasks/refused.tsx'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextArea, TextField } from '#app/_ui/field.tsx'
import { Call } from '#app/_ui/states.tsx'
import type { Task } from './documents.ts'
import { hoursFrom } from './fields.ts'

interface Props {
  task: Task
  project: string
  onClose: () => void
  onDone: () => void
}

/** Completing with what came of it. What stands against it is said first; who may force it gives a reason. */
export function CompleteDialog({ task, project, onClose, onDone }: Props) {
  const [summary, setSummary] = useState(task.completionSummary)
  const [spent, setSpent] = useState(task.actualHours === null ? '' : String(task.actualHours))
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const acts = useTaskActs(setRefusal)
  const [isPending, setPending] = useState(false)

  const unmet = task.criteria.filter(({ state }) => state !== 'MET')
  const isHeldUp =
    task.isBlocked || unmet.length > 0 || refusal?.__typename === 'TaskBlockedError' || refusal?.__typename === 'CriteriaUnmetError'
  const mayForce = task.viewerCan.includes('FORCE_COMPLETE')
  const isForcing = isHeldUp && mayForce

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    setRefusal(null)
    const hours = hoursFrom(spent)
    const isDone = await acts.complete(task, {
      summary: summary || null,
      actualHours: hours,
      before: {
        ...(summary && summary !== task.completionSummary ? { completionSummary: task.completionSummary } : {}),
        ...(hours === task.actualHours ? {} : { actualHours: task.actualHours }),
      },
      ...(isForcing ? { reason } : {}),
    })
    setPending(false)
    if (!isDone) return
    onDone()
    onClose()
  }

  return (
    <Dialog title={`Complete ${task.key}`} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <p className="text-ink-2">{task.title}</p>
        {isHeldUp && !refusal && <Against task={task} unmet={unmet.map(({ text }) => text)} />}
        {refusal && <Refused refusal={refusal} project={project} />}
        <TextArea
          label="What came of it"
          hint="Whoever builds on it reads this first."
          value={summary}
          onChange={setSummary}
          rows={4}
          autoFocus
        />
        <TextField label="Hours spent" value={spent} onChange={setSpent} inputMode="decimal" mono className="max-w-32" />
        {isForcing && <TextArea label="Why this is right all the same" value={reason} onChange={setReason} isRequired rows={2} />}
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending} isDisabled={isHeldUp && !mayForce}>
            {isForcing ? 'Complete all the same' : 'Complete'}
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
          {isHeldUp && !mayForce && <span className="text-ink-2">Only an owner of the project or its creator can force it.</span>}
        </Actions>
      </form>
    </Dialog>
  )
}

function Against({ task, unmet }: { task: Task; unmet: string[] }) {
  const open = task.waitsFor.filter((edge) => edge.isOpen)
  return (
    <Call signal="caution" title="It is not free to be completed.">
      <ul className="mt-1 list-disc pl-5">
        {task.hold && <li>On hold: {task.hold.reason}</li>}
        {open.map(({ id, dependsOn }) => (
          <li key={id}>
            waits for <span className="mono">{dependsOn.key}</span> {dependsOn.title}
          </li>
        ))}
        {unmet.map((text) => (
          <li key={text}>not met: {text}</li>
        ))}
      </ul>
    </Call>
  )
}
