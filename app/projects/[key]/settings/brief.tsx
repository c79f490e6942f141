'use client'
import { useState, type FormEvent } from 'react'
import { useDraft } from '#app/_tasks/drafts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions } from '#app/_ui/dialog.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import { Setting } from '#app/_ui/setting.tsx'
import { LateMarkdown } from '../tasks/[task]/rendered.tsx'
import type { Project } from './documents.ts'
import { useProjectSave } from './use-project-save.tsx'

const PARTS = [
  { id: 'why', title: 'Why', about: 'What it is for, and for whom.' },
  { id: 'what', title: 'What', about: 'What is made, and what is left out.' },
  { id: 'done', title: 'Done', about: 'How everybody can tell that it is finished.' },
] as const

/** The brief, which stands in every work package of the project's tasks. */
export function ProjectBrief({ project }: { project: Project }) {
  const { save, dialog } = useProjectSave(project)
  const canEdit = project.viewerCan.includes('UPDATE_PROJECT') && project.status !== 'ARCHIVED'
  return (
    <>
      {PARTS.map((part) => (
        <Setting key={part.id} title={part.title} about={part.about}>
          <Part project={project} part={part} canEdit={canEdit} save={save} />
        </Setting>
      ))}
      {dialog}
    </>
  )
}

interface PartProps {
  project: Project
  part: (typeof PARTS)[number]
  canEdit: boolean
  save: ReturnType<typeof useProjectSave>['save']
}

function Part({ project, part: { id, title }, canEdit, save }: PartProps) {
  const { kept, keep, drop } = useDraft(`project ${project.id} ${id}`, { text: '' })
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const now = project.brief[id]

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!kept || kept.draft.text === now) return drop()
    setPending(true)
    const issues = await save(`${title} of ${project.key} saved`, { brief: { [id]: kept.draft.text } }, kept.version)
    setPending(false)
    setError(issues?.brief ?? null)
    if (issues === null) drop()
  }
  if (!kept || !canEdit)
    return (
      <>
        {now ? <LateMarkdown>{now}</LateMarkdown> : <p className="text-ink-3">Nothing written yet.</p>}
        {canEdit && (
          <Actions>
            <Button aria-label={`Edit ${title.toLowerCase()}`} onPress={() => keep(project.version, { text: now })}>
              Edit
            </Button>
          </Actions>
        )}
      </>
    )
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit()
      }}
    >
      <TextArea
        label={title}
        hideLabel
        rows={8}
        autoFocus
        hint="Markdown, at most 5,000 characters."
        error={error}
        value={kept.draft.text}
        onChange={(text) => keep(kept.version, { text })}
      />
      <Actions>
        <Button type="submit" variant="primary" isPending={isPending}>
          Save
        </Button>
        <Button variant="bare" onPress={drop}>
          Discard
        </Button>
      </Actions>
    </form>
  )
}
