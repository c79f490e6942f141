'use client'
import { useDeferredValue, useState } from 'react'
import { useQuery } from 'urql'
import { graphql, type ResultOf } from '#app/_graphql/graphql.ts'
import { LinkedTaskFragment } from '#app/_tasks/task-fields.ts'
import { ComboBox } from '#app/_ui/choice.tsx'
import { StatusMark } from '#app/_ui/status.tsx'

const FindTaskDocument = graphql(
  `
    query FindTask($text: String!, $project: ID!) {
      search(text: $text, project: $project, first: 12) {
        task {
          ...LinkedTask
        }
      }
    }
  `,
  [LinkedTaskFragment],
)

export type FoundTask = ResultOf<typeof FindTaskDocument>['search'][number]['task']

interface FindTaskProps {
  label: string
  hideLabel?: boolean
  placeholder?: string
  project: string
  /** Ids that make no sense here. */
  without: readonly string[]
  value: FoundTask | null
  onChange: (task: FoundTask) => void
  autoFocus?: boolean
  className?: string
}

const NONE: FoundTask[] = []

/** Any task of the project, found by key or words. */
export function FindTask({ label, project, without, value, onChange, placeholder = 'Key or words', ...props }: FindTaskProps) {
  const [text, setText] = useState('')
  const [last, setLast] = useState(NONE)
  const typed = useDeferredValue(text.trim())
  // What stands in the field after a choice is that task, not a new question.
  const asked = value && typed === textOf(value) ? '' : typed
  const [{ data, fetching }] = useQuery({ query: FindTaskDocument, variables: { text: asked, project }, pause: asked === '' })
  const answer = asked === '' || fetching ? null : (data?.search.map(({ task }) => task) ?? null)
  // The last answer stays until the next one is there, so that the list does not blink while someone types.
  const found = answer ?? (asked === '' ? NONE : last)
  if (answer && answer.map(({ id }) => id).join() !== last.map(({ id }) => id).join()) setLast(answer)
  const fitting = found.filter(({ id }) => !without.includes(id))
  const options = value && !fitting.some(({ id }) => id === value.id) ? [value, ...fitting] : fitting
  return (
    <ComboBox
      {...props}
      label={label}
      placeholder={placeholder}
      value={value?.id ?? null}
      onChange={(id) => {
        const task = options.find((one) => one.id === id)
        if (task) onChange(task)
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

const textOf = ({ key, title }: FoundTask) => `${key} ${title}`
