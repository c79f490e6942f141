'use client'
import { TextArea } from '#app/_ui/field.tsx'
import type { Task } from './documents.ts'
import { InlineEdit } from './inline-edit.tsx'
import { Section } from './section.tsx'

const PARTS = [
  { id: 'why', label: 'Why' },
  { id: 'what', label: 'What' },
  { id: 'done', label: 'Done' },
] as const

export function Brief({ task }: { task: Task }) {
  const canEdit = task.viewerCan.includes('UPDATE')
  const isEmpty = PARTS.every(({ id }) => task.brief[id] === '')
  if (isEmpty && !canEdit) return null
  return (
    <InlineEdit
      what="brief"
      task={task}
      canEdit={canEdit}
      start={() => ({ why: task.brief.why, what: task.brief.what, done: task.brief.done })}
      change={(brief) => ({ brief })}
      view={(edit) => (
        <Section title="Brief" actions={edit}>
          {isEmpty && <p className="text-ink-3">No brief yet: why it is done, what is done, and when it is done.</p>}
          <dl className="grid grid-cols-[44px_minmax(0,1fr)] gap-x-2 gap-y-1.5 max-sm:grid-cols-1 max-sm:gap-y-0.5">
            {PARTS.filter(({ id }) => task.brief[id] !== '').map(({ id, label }) => (
              <div key={id} className="contents">
                <dt className="cap pt-1.25">{label}</dt>
                <dd className="prose whitespace-pre-wrap max-sm:mb-2">{task.brief[id]}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      form={({ draft, set, issues }) => (
        <Section title="Brief">
          <div className="grid gap-2.5">
            {PARTS.map(({ id, label }, at) => (
              <TextArea
                key={id}
                label={label}
                rows={3}
                autoFocus={at === 0}
                value={draft[id]}
                onChange={(value) => set({ ...draft, [id]: value })}
                error={issues[id] ?? (at === 0 ? issues.brief : undefined)}
              />
            ))}
          </div>
        </Section>
      )}
    />
  )
}
