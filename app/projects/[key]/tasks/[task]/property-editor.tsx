'use client'
import { useRef, useState, type FormEvent } from 'react'
import type { Change } from '#app/_tasks/change.ts'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import type { Issues } from '#app/_tasks/use-save.tsx'
import type { Task } from './documents.ts'
import { useSaving } from './editing.tsx'
import { dayOf, deadlineFrom, hoursFrom } from './fields.ts'

export type Property = 'deadline' | 'estimatedHours' | 'actualHours' | 'tags' | 'requiredCapabilities'

interface Props {
  property: Property
  task: Task
  /** Tags of the project, to choose from. */
  tags: readonly string[]
  onClose: () => void
}

/** What stands in the popover of a property. */
export function PropertyEditor({ property, task, tags, onClose }: Props) {
  const saving = useSaving()
  const [issues, setIssues] = useState<Issues>({})
  const isPending = useRef(false)
  async function save(change: Change) {
    // A second Enter while the first is on its way would be refused as a conflict with it.
    if (isPending.current) return
    isPending.current = true
    const refused = await saving(task, change)
    isPending.current = false
    if (refused) setIssues(refused)
    else onClose()
  }
  switch (property) {
    case 'deadline':
      return <Deadline value={task.deadline} error={issues.deadline} onSave={(deadline) => void save({ deadline })} />
    case 'estimatedHours':
    case 'actualHours':
      return (
        <Hours
          label={HOURS[property]}
          value={task[property]}
          error={issues[property]}
          onSave={(hours) => void save({ [property]: hours })}
        />
      )
    case 'tags':
      return <Words label="Tags" value={task.tags} known={tags} error={issues.tags} onSave={(words) => void save({ tags: words })} />
    case 'requiredCapabilities':
      return (
        <Words
          label="Capabilities"
          value={task.requiredCapabilities}
          known={[]}
          error={issues.requiredCapabilities}
          onSave={(words) => void save({ requiredCapabilities: words })}
        />
      )
    default:
      return property satisfies never
  }
}

const HOURS = { estimatedHours: 'Estimate, hours', actualHours: 'Spent, hours' }

const DAY = 86_400_000

function Deadline({ value, error, onSave }: { value: string | null; error?: string; onSave: (deadline: string | null) => void }) {
  const [day, setDay] = useState(dayOf(value))
  const [now] = useState(() => Date.now())
  const quick = [
    { word: 'Today', day: 0 },
    { word: 'Tomorrow', day: 1 },
    { word: 'In a week', day: 7 },
    { word: 'In a month', day: 30 },
  ]
  return (
    <form
      aria-label="Deadline"
      className="grid w-64 gap-2 p-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        // An unchanged day keeps its hour.
        onSave(day === dayOf(value) ? value : deadlineFrom(day))
      }}
    >
      <TextField label="Day" type="date" autoFocus value={day} onChange={setDay} error={error} />
      <div className="flex flex-wrap gap-1">
        {quick.map(({ word, day: ahead }) => (
          <Button key={word} variant="bare" onPress={() => onSave(deadlineFrom(new Date(now + ahead * DAY).toISOString().slice(0, 10)))}>
            {word}
          </Button>
        ))}
      </div>
      <div className="flex gap-2">
        <Button type="submit" variant="primary">
          Save
        </Button>
        {value && (
          <Button variant="bare" onPress={() => onSave(null)}>
            No deadline
          </Button>
        )}
      </div>
    </form>
  )
}

interface HoursProps {
  label: string
  value: number | null
  error?: string
  onSave: (hours: number | null) => void
}

function Hours({ label, value, error, onSave }: HoursProps) {
  const [text, setText] = useState(value === null ? '' : String(value))
  return (
    <form
      className="grid w-56 gap-2 p-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(hoursFrom(text))
      }}
    >
      <TextField label={label} inputMode="decimal" mono autoFocus value={text} onChange={setText} error={error} hint="Empty for none." />
      <Button type="submit" variant="primary" className="justify-self-start">
        Save
      </Button>
    </form>
  )
}

interface WordsProps {
  label: string
  value: readonly string[]
  known: readonly string[]
  error?: string
  onSave: (words: string[]) => void
}

const SUGGESTED = 8

/** A list of words: typed or chosen, taken off one by one, saved together. */
function Words({ label, value, known, error, onSave }: WordsProps) {
  const [words, setWords] = useState<readonly string[]>(value)
  const [text, setText] = useState('')
  const has = (word: string) => words.some((one) => one.toLowerCase() === word.toLowerCase())
  const typed = text.trim()
  const fitting = known.filter((word) => !has(word) && word.toLowerCase().includes(typed.toLowerCase())).slice(0, SUGGESTED)

  function add(word: string) {
    if (word && !has(word)) setWords([...words, word])
    setText('')
  }
  const save = () => onSave(typed && !has(typed) ? [...words, typed] : [...words])
  function submit(event: FormEvent) {
    event.preventDefault()
    // Enter adds what is typed; with nothing typed it saves.
    if (typed) add(typed)
    else save()
  }
  return (
    <form
      aria-label={label}
      className="grid w-72 gap-2 p-2.5"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
        event.preventDefault()
        save()
      }}
    >
      {words.length > 0 && (
        <ul className="flex flex-wrap gap-1">
          {words.map((word) => (
            <li key={word} className="flex items-center gap-1 rounded-1 border border-joint-2 pl-1.5">
              <span className="[overflow-wrap:anywhere] dense">{word}</span>
              <IconButton
                icon="close"
                label={`Take off ${word}`}
                className="size-6 max-sm:size-11"
                onPress={() => setWords(words.filter((one) => one !== word))}
              />
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={label}
        value={text}
        onChange={setText}
        error={error}
        autoFocus
        hint="Enter adds, and saves when nothing is typed."
      />
      {fitting.length > 0 && (
        <div role="group" aria-label="In use" className="flex flex-wrap gap-1">
          {fitting.map((word) => (
            <Button key={word} variant="bare" onPress={() => add(word)}>
              {word}
            </Button>
          ))}
        </div>
      )}
      <Button variant="primary" className="justify-self-start" onPress={save}>
        Save
      </Button>
    </form>
  )
}
