'use client'
import type { Task } from './documents.ts'
import { InlineEdit } from './inline-edit.tsx'
import { MarkdownField } from './markdown-field.tsx'
import { Rendered } from './rendered.tsx'
import { Section } from './section.tsx'

export function Description({ task }: { task: Task }) {
  const canEdit = task.viewerCan.includes('UPDATE')
  return (
    <>
      <Text title="Description" field="description" keys="e" task={task} canEdit={canEdit} empty="No description." />
      {(task.completionSummary || task.status === 'COMPLETED') && (
        <Text title="What came of it" field="completionSummary" task={task} canEdit={canEdit} empty="No summary." />
      )}
      {(task.impactNotes || canEdit) && (
        <Text title="Impact" field="impactNotes" task={task} canEdit={canEdit} empty="Nothing else is known to be affected." />
      )}
    </>
  )
}

interface Props {
  title: string
  field: 'description' | 'completionSummary' | 'impactNotes'
  keys?: string
  task: Task
  canEdit: boolean
  empty: string
}

function Text({ title, field, keys, task, canEdit, empty }: Props) {
  return (
    <InlineEdit
      what={title.toLowerCase()}
      task={task}
      canEdit={canEdit}
      keys={keys}
      start={() => task[field]}
      change={(text) => ({ [field]: text })}
      view={(edit) => (
        <Section title={title} actions={edit}>
          {task[field] ? <Rendered text={task[field]} /> : <p className="text-ink-3">{empty}</p>}
        </Section>
      )}
      form={({ draft, set, issues }) => (
        <Section title={title}>
          <MarkdownField label={title} value={draft} onChange={set} error={issues[field]} rows={field === 'description' ? 12 : 5} />
        </Section>
      )}
    />
  )
}
