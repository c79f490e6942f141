'use client'
import { useState, type FormEvent } from 'react'
import { Refused, type Refusal } from '#app/_tasks/refused.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import type { LinkedTask } from '#app/_tasks/task-fields.ts'
import { useDependencyActs, type DependencyKind } from '#app/_tasks/use-dependency-acts.ts'
import { FindTask } from '../find-task.tsx'
import type { Task } from './documents.ts'
import type { Side } from './loom.tsx'

type Kind = DependencyKind
const KINDS: { id: Kind; text: string }[] = [
  { id: 'BLOCKS', text: 'Waits for it' },
  { id: 'RELATED', text: 'Is related to it' },
  { id: 'DUPLICATES', text: 'Duplicates it' },
  { id: 'DISCOVERED_FROM', text: 'Was discovered from it' },
  { id: 'PARENT', text: 'Is a part of it' },
]

interface Props {
  task: Task
  project: string
  side: Side
  onClose: () => void
  onDone: () => void
}

const TITLE: Record<Side, (key: string) => string> = {
  blockers: (key) => `What ${key} waits for`,
  dependents: (key) => `What waits for ${key}`,
  parent: (key) => `What ${key} is a part of`,
  children: (key) => `A part of ${key}`,
}

export function AddDependency({ task, project, side, onClose, onDone }: Props) {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const acts = useDependencyActs(setRefusal)
  const [other, setOther] = useState<LinkedTask | null>(null)
  const isKin = side === 'parent' || side === 'children'
  const [kind, setKind] = useState<Kind>(isKin ? 'PARENT' : 'BLOCKS')
  const [isPending, setPending] = useState(false)
  const isMine = side === 'blockers' || side === 'parent'

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!other) return
    setRefusal(null)
    setPending(true)
    const isDone = await (isMine ? acts.add(task, other, kind) : acts.add(other, task, kind))
    setPending(false)
    if (!isDone) return
    onDone()
    onClose()
  }

  return (
    <Dialog title={TITLE[side](task.key)} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FindTask label="Task" project={project} without={[task.id]} value={other} onChange={setOther} autoFocus />
        {!isKin && (
          <Select
            label={isMine ? `How ${task.key} depends on it` : `How it depends on ${task.key}`}
            options={KINDS}
            value={kind}
            onChange={setKind}
          />
        )}
        {kind !== 'BLOCKS' && <p className="text-ink-2">A note: it gates nothing.</p>}
        {refusal && <Refused refusal={refusal} project={project} />}
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending} isDisabled={other === null}>
            Add
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
