'use client'
import { useDeferredValue, useState, type FormEvent } from 'react'
import { useQuery } from 'urql'
import { Refused, type Refusal } from '#app/_tasks/refused.tsx'
import { Button } from '#app/_ui/button.tsx'
import { ComboBox, Select } from '#app/_ui/choice.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import type { LinkedTask } from '#app/_tasks/task-fields.ts'
import { useDependencyActs, type DependencyKind } from '#app/_tasks/use-dependency-acts.ts'
import { SearchDocument, type Task } from './documents.ts'
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
        <TaskChoice label="Task" project={project} without={task.id} value={other?.id ?? null} onChange={setOther} />
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

interface ChoiceProps {
  label: string
  project: string
  without: string
  value: string | null
  onChange: (task: LinkedTask | null) => void
}

const NONE: LinkedTask[] = []

/** Any task of the project, found by key or words. */
function TaskChoice({ label, project, without, value, onChange }: ChoiceProps) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<LinkedTask | null>(null)
  const [found, setFound] = useState(NONE)
  const typed = useDeferredValue(text.trim())
  // What stands in the field after a choice is that task, not a new question.
  const asked = chosen && typed === textOf(chosen) ? '' : typed
  const [{ data, fetching }] = useQuery({ query: SearchDocument, variables: { text: asked, project }, pause: asked === '' })
  // The last answer stays until the next one is there, so that the list does not blink while someone types.
  const answer = asked === '' || fetching ? null : (data?.search ?? null)
  const hits = answer?.map((hit) => hit.task).filter((task) => task.id !== without) ?? (asked === '' ? NONE : found)
  if (answer && !isSame(hits, found)) setFound(hits)
  const options = chosen && !hits.some((task) => task.id === chosen.id) ? [chosen, ...hits] : hits
  return (
    <ComboBox
      label={label}
      placeholder="Key or words"
      autoFocus
      value={value}
      onChange={(id) => {
        const task = options.find((one) => one.id === id) ?? null
        setChosen(task)
        onChange(task)
      }}
      onInput={setText}
      empty={asked === '' ? 'Type a key or words of the title.' : fetching ? 'Searching…' : 'No task fits.'}
      options={options.map((task) => ({
        id: task.id,
        text: textOf(task),
        content: (
          <>
            <StatusMark status={task.status} />
            <span className="mono text-ink-2">{task.key}</span>
            <span className="truncate">{task.title}</span>
          </>
        ),
      }))}
    />
  )
}

const textOf = ({ key, title }: LinkedTask) => `${key} ${title}`
const isSame = (a: LinkedTask[], b: LinkedTask[]) => a.length === b.length && a.every((task, at) => task.id === b[at]?.id)
