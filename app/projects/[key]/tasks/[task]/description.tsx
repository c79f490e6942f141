'use client'
import { useState } from 'react'
import { TextArea } from '#app/_ui/field.tsx'
import type { Task } from './documents.ts'
import { InlineEdit } from './inline-edit.tsx'
import { Rendered } from './rendered.tsx'
import { Section } from './section.tsx'

export function Description({ task }: { task: Task }) {
  const canEdit = task.viewerCan.includes('UPDATE')
  return (
    <>
      <Text title="Description" field="description" task={task} canEdit={canEdit} empty="No description." />
      {(task.completionSummary || task.status === 'COMPLETED') && (
        <Text title="What came of it" field="completionSummary" task={task} canEdit={canEdit} empty="No summary." />
      )}
      {task.impactNotes && <Text title="Impact" field="impactNotes" task={task} canEdit={canEdit} empty="" />}
    </>
  )
}

interface Props {
  title: string
  field: 'description' | 'completionSummary' | 'impactNotes'
  task: Task
  canEdit: boolean
  empty: string
}

function Text({ title, field, task, canEdit, empty }: Props) {
  const [text, setText] = useState(task[field])
  return (
    <InlineEdit
      what={title.toLowerCase()}
      version={task.version}
      canEdit={canEdit}
      onStart={() => setText(task[field])}
      patch={() => ({ [field]: text })}
      view={(edit) => (
        <Section title={title} actions={edit}>
          {task[field] ? <Rendered text={task[field]} /> : <p className="text-ink-3">{empty}</p>}
        </Section>
      )}
      form={(issues) => (
        <Section title={title}>
          <TextArea label={title} hideLabel hint="Markdown" rows={10} autoFocus value={text} onChange={setText} error={issues[field]} />
        </Section>
      )}
    />
  )
}
