'use client'
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { useCommands } from '#app/_shell/commands.ts'
import type { Change, Editable } from '#app/_tasks/change.ts'
import { useDraft } from '#app/_tasks/drafts.ts'
import type { Issues } from '#app/_tasks/use-save.tsx'
import { Button } from '#app/_ui/button.tsx'
import { useSaving } from './editing.tsx'

interface FormProps<Draft> {
  draft: Draft
  set: (draft: Draft) => void
  issues: Issues
}

interface Props<Draft> {
  /** What is edited, for the button's name: "Edit brief". */
  what: string
  task: Editable
  canEdit: boolean
  keys?: string
  /** What the form begins with. */
  start: () => Draft
  change: (draft: Draft) => Change
  /** Shown while nobody edits; `edit` is the button that starts it. */
  view: (edit: ReactNode, begin: () => void) => ReactNode
  form: (props: FormProps<Draft>) => ReactNode
}

/** A place that turns into its own form and back. What is typed stays over Escape and reload, until it is saved or thrown away. */
export function InlineEdit<Draft>({ what, task, canEdit, keys, start, change, view, form }: Props<Draft>) {
  const save = useSaving()
  const [read, setRead] = useState<Editable | null>(null)
  const [draft, setDraft] = useState(start)
  const [issues, setIssues] = useState<Issues>({})
  const [isPending, setPending] = useState(false)
  const store = useDraft(`draft ${task.id} ${what}`, start())
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const isOpen = read !== null
  useEffect(() => {
    // Focus goes back to where the edit began.
    if (wasOpen.current && !isOpen && (document.activeElement === document.body || document.activeElement === null)) button.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])

  function begin() {
    setIssues({})
    setDraft(store.kept?.draft ?? start())
    // Conflicts are told from the version that was read when the draft began.
    setRead(store.kept ? { ...task, version: Math.min(store.kept.version, task.version) } : task)
  }
  useCommands(canEdit && !isOpen ? [{ id: `edit ${what}`, title: `Edit ${what}`, group: 'Task', icon: 'update', keys, run: begin }] : [])

  if (!isOpen) {
    if (!canEdit) return view(null, () => {})
    const edit = (
      <span className="flex items-center gap-1">
        {store.kept && (
          <Button variant="bare" className="h-6 max-sm:h-11" onPress={store.drop}>
            Drop draft
          </Button>
        )}
        <Button ref={button} variant="bare" aria-label={`Edit ${what}`} className="h-6 max-sm:h-11" onPress={begin}>
          {store.kept ? 'Go on with your draft' : 'Edit'}
          {keys && !store.kept && <kbd aria-hidden>{keys.toUpperCase()}</kbd>}
        </Button>
      </span>
    )
    return view(edit, begin)
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!read || isPending) return
    setPending(true)
    const refused = await save(read, change(draft))
    setPending(false)
    if (refused) return setIssues(refused)
    store.drop()
    setRead(null)
  }
  return (
    <form
      aria-label={`Edit ${what}`}
      className="grid gap-2.5"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.defaultPrevented) return
        if (event.key === 'Escape') setRead(null)
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit()
      }}
    >
      {form({
        draft,
        issues,
        set: (next) => {
          setDraft(next)
          store.keep(read.version, next)
        },
      })}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" shortcut="Ctrl ↵" isPending={isPending}>
          Save
        </Button>
        <Button variant="bare" onPress={() => setRead(null)}>
          Back
        </Button>
        {store.kept && <span className="text-ink-3">Your draft is kept in this tab.</span>}
      </div>
    </form>
  )
}
