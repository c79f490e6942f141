'use client'
import { useCallback, useState, type FormEvent } from 'react'
import { Refused, type Refusal } from '#app/_tasks/refused.tsx'
import type { TaskRow } from '#app/_tasks/task.ts'
import { useDependencyActs } from '#app/_tasks/use-dependency-acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { FindTask, type FoundTask } from './find-task.tsx'

interface LinkDialogProps {
  kind: 'BLOCKS' | 'DUPLICATES'
  tasks: TaskRow[]
  project: string
  onClose: () => void
}

const WORDS = {
  BLOCKS: { title: 'is blocked by…', many: 'are blocked by…', label: 'The task that must be done first', button: 'Add blocker' },
  DUPLICATES: {
    title: 'is a duplicate of…',
    many: 'are duplicates of…',
    label: 'The task that says the same',
    button: 'Mark as duplicate',
  },
}

/** Points from the task, or from each of the selected ones, at another. */
export function LinkDialog({ kind, tasks, project, onClose }: LinkDialogProps) {
  const [other, setOther] = useState<FoundTask | null>(null)
  const [refusals, setRefusals] = useState<Refusal[]>([])
  const [isPending, setPending] = useState(false)
  const onRefused = useCallback((refusal: Refusal) => setRefusals((before) => [...before, refusal]), [])
  const { add } = useDependencyActs(onRefused)
  const words = WORDS[kind]

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!other) return
    setPending(true)
    setRefusals([])
    let isDone = true
    for (const task of tasks) isDone = (await add(task, other, kind)) && isDone
    setPending(false)
    if (isDone) onClose()
  }
  return (
    <Dialog title={tasks.length === 1 ? `${tasks[0]?.key} ${words.title}` : `${tasks.length} tasks ${words.many}`} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FindTask label={words.label} project={project} without={tasks.map(({ id }) => id)} value={other} onChange={setOther} autoFocus />
        {kind === 'DUPLICATES' && <p className="text-ink-2">A note: it gates nothing. Cancel the duplicate when it is not needed.</p>}
        {refusals.map((refusal, at) => (
          <Refused key={at} refusal={refusal} project={project} />
        ))}
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending} isDisabled={other === null}>
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
