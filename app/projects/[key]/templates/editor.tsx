'use client'
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import { useQuery } from 'urql'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { Actions } from '#app/_ui/dialog.tsx'
import { DocsLink } from '#app/_ui/docs-link.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { Call } from '#app/_ui/states.tsx'
import { PreviewDocument, type Fault, type Preview } from './documents.ts'
import { Plan } from './plan.tsx'
import { useSettled } from './use-settled.ts'

export interface Refused {
  field: string
  message: string
}

interface Props {
  title: string
  project: string
  back: string
  start: string
  save: string
  /** Null where the text is only read. What it answers was refused. */
  onSave: ((source: string) => Promise<Refused[]>) | null
  onEdit?: () => void
  /** What else is chosen when it is saved. */
  children?: ReactNode
}

/** A template's text beside the plan that it stands for, with every fault where it is. */
export function Editor({ title, project, back, start, save, onSave, onEdit, children }: Props) {
  const [source, setSource] = useState(start)
  const [refused, setRefused] = useState<Refused[]>([])
  const [isPending, setPending] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const asked = useSettled(source)
  const [{ data }] = useQuery({ query: PreviewDocument, variables: { project, template: null, source: asked, values: null } })
  const [last, setLast] = useState<Preview | null>(null)
  if (data?.templatePreview && data.templatePreview !== last) setLast(data.templatePreview)
  const faults = last?.faults ?? []

  function goTo(line: number, column = 1) {
    const field = place.current?.querySelector('textarea')
    if (!field) return
    const lines = source.split('\n')
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    const length = lines[line - 1]?.length ?? 0
    field.focus()
    field.setSelectionRange(from + Math.min(column - 1, length), from + length)
    const height = Number.parseFloat(getComputedStyle(field).lineHeight) || 18
    field.scrollTop = Math.max(0, (line - 4) * height)
  }
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!onSave) return
    setPending(true)
    setRefused(await onSave(source))
    setPending(false)
  }
  return (
    <>
      <Tools title={title} namedOnPhone>
        <LinkButton href={back} variant="bare" icon="left">
          Back
        </LinkButton>
      </Tools>
      <div className="template-page" data-text>
        <form className="template-form" onSubmit={(event) => void submit(event)}>
          {children}
          <div ref={place}>
            <TextArea
              label="Text (YAML or JSON)"
              value={source}
              onChange={(text) => {
                setSource(text)
                setRefused([])
                onEdit?.()
              }}
              isReadOnly={onSave === null}
              spellCheck="false"
              rows={20}
              className="source-text"
            />
          </div>
          <Faults faults={faults} refused={refused} onLine={goTo} />
          <p>
            <DocsLink page="templates">What can stand in a template</DocsLink>
          </p>
          {onSave && (
            <Actions>
              <Button type="submit" variant="primary" isPending={isPending}>
                {save}
              </Button>
              <LinkButton href={back} variant="bare">
                Cancel
              </LinkButton>
            </Actions>
          )}
        </form>
        {last && <Plan tasks={last.tasks} onLine={goTo} />}
      </div>
    </>
  )
}

interface FaultsProps {
  faults: Fault[]
  refused: Refused[]
  onLine: (line: number, column?: number) => void
}

function Faults({ faults, refused, onLine }: FaultsProps) {
  const others = refused.filter(({ field }) => !field.startsWith('source'))
  if (faults.length === 0 && others.length === 0)
    return (
      <p role="status" className="text-ink-2">
        No faults.
      </p>
    )
  const count = faults.length + others.length
  return (
    <Call signal="stop" title={count === 1 ? 'One fault:' : `${count} faults:`}>
      <ul className="mt-1 grid gap-1">
        {others.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field === 'expectedVersion' ? `The template ${message}. Copy your text before you load it again.` : `${field} ${message}`}
          </li>
        ))}
        {faults.map(({ field, message, line, column }) => (
          <li key={`${field} ${line} ${column} ${message}`}>
            {line !== null && (
              <button type="button" className="mono mr-1 min-h-6 underline" onClick={() => onLine(line, column ?? 1)}>
                Line {line}
              </button>
            )}
            <span className="mono">{field}</span> {message}
          </li>
        ))}
      </ul>
    </Call>
  )
}
