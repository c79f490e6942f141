'use client'
import { useState } from 'react'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { CriterionRow, STATES } from './criterion-row.tsx'
import type { Task } from './documents.ts'
import { InlineEdit } from './inline-edit.tsx'
import { Section } from './section.tsx'

type State = Task['criteria'][number]['state']
interface Draft {
  key: string
  id?: string
  text: string
  state: State
  evidence: string
}

const MOST = 10
export function Criteria({ task }: { task: Task }) {
  const [drafts, setDrafts] = useState<Draft[]>([])
  const canEdit = task.viewerCan.includes('UPDATE')
  const met = task.criteria.filter(({ state }) => state === 'MET').length
  if (task.criteria.length === 0 && !canEdit) return null

  const set = (key: string, change: Partial<Draft>) =>
    setDrafts((before) => before.map((draft) => (draft.key === key ? { ...draft, ...change } : draft)))
  return (
    <InlineEdit
      what="success criteria"
      version={task.version}
      canEdit={canEdit}
      onStart={() =>
        setDrafts(
          task.criteria.length > 0
            ? task.criteria.map(({ id, text, state, evidence }) => ({ key: id, id, text, state, evidence }))
            : [fresh()],
        )
      }
      patch={() => ({ criteria: drafts.filter(({ text }) => text.trim() !== '').map(({ key: _, ...draft }) => draft) })}
      view={(edit) => (
        <Section
          title="Success criteria"
          count={task.criteria.length > 0 ? `${met} of ${task.criteria.length} met` : undefined}
          actions={edit}
        >
          {task.criteria.length === 0 && <p className="text-ink-3">None yet.</p>}
          <ul>
            {task.criteria.map((criterion) => (
              <CriterionRow key={criterion.id} task={task} criterion={criterion} />
            ))}
          </ul>
        </Section>
      )}
      form={(issues) => (
        <Section title="Success criteria">
          {issues.criteria && (
            <p role="alert" className="mb-2 text-stop-ink">
              {issues.criteria}
            </p>
          )}
          <ol className="grid gap-3">
            {drafts.map((draft, at) => (
              <li key={draft.key} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
                <TextField
                  label={`Criterion ${at + 1}`}
                  value={draft.text}
                  onChange={(text) => set(draft.key, { text })}
                  autoFocus={at === 0}
                />
                <IconButton
                  icon="close"
                  label={`Remove criterion ${at + 1}`}
                  onPress={() => setDrafts((before) => before.filter(({ key }) => key !== draft.key))}
                />
                <div className="grid grid-cols-[9rem_minmax(0,1fr)] gap-2">
                  <Select label="State" hideLabel options={STATES} value={draft.state} onChange={(state) => set(draft.key, { state })} />
                  <TextField
                    label={`Evidence for criterion ${at + 1}`}
                    hideLabel
                    placeholder="Evidence"
                    value={draft.evidence}
                    onChange={(evidence) => set(draft.key, { evidence })}
                  />
                </div>
              </li>
            ))}
          </ol>
          {drafts.length < MOST && (
            <Button variant="bare" icon="plus" className="mt-2" onPress={() => setDrafts((before) => [...before, fresh()])}>
              Add a criterion
            </Button>
          )}
        </Section>
      )}
    />
  )
}

let counter = 0
function fresh(): Draft {
  return { key: `new-${counter++}`, text: '', state: 'UNKNOWN', evidence: '' }
}
