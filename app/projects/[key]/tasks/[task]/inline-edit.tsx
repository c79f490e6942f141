'use client'
import { useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { useSave, type Issues, type Patch } from './editing.tsx'

interface Props {
  /** What is edited, for the button's name: "Edit brief". */
  what: string
  version: number
  canEdit: boolean
  /** Shown while nobody edits; `edit` is the button that starts it. */
  view: (edit: ReactNode) => ReactNode
  /** The fields. What they collect is what `patch` gives. */
  form: (issues: Issues) => ReactNode
  patch: () => Patch
  onStart: () => void
}

/** A place that turns into its own form and back. The version is noted when the edit begins, not when it is saved. */
export function InlineEdit({ what, version, canEdit, view, form, patch, onStart }: Props) {
  const save = useSave()
  const [readAt, setReadAt] = useState<number | null>(null)
  const [issues, setIssues] = useState<Issues>({})
  const [isPending, setPending] = useState(false)

  if (readAt === null) {
    const edit = canEdit ? (
      <Button
        variant="bare"
        aria-label={`Edit ${what}`}
        className="h-6 max-sm:h-9"
        onPress={() => {
          onStart()
          setIssues({})
          setReadAt(version)
        }}
      >
        Edit
      </Button>
    ) : null
    return view(edit)
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const refused = await save(patch(), readAt ?? version)
    setPending(false)
    if (refused) setIssues(refused)
    else setReadAt(null)
  }
  return (
    <form
      aria-label={`Edit ${what}`}
      className="grid gap-2.5"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setReadAt(null)
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit()
      }}
    >
      {form(issues)}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" isPending={isPending}>
          Save
        </Button>
        <Button variant="bare" onPress={() => setReadAt(null)}>
          Back
        </Button>
      </div>
    </form>
  )
}
