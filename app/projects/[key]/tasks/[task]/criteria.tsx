'use client'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { CriterionRow, STATES } from './criterion-row.tsx'
import type { Task } from './documents.ts'
import { InlineEdit } from './inline-edit.tsx'
import { Section } from './section.tsx'

type State = Task['criteria'][number]['state']
interface Draft {
  /** Its id, or a name of its own until it has one. */
  key: string
  text: string
  state: State
  evidence: string
}

const MOST = 10
export function Criteria({ task }: { task: Task }) {
  const canEdit = task.viewerCan.includes('UPDATE')
  const met = task.criteria.filter(({ state }) => state === 'MET').length
  if (task.criteria.length === 0 && !canEdit) return null

  const changed = (drafts: Draft[], key: string, change: Partial<Draft>) =>
    drafts.map((draft) => (draft.key === key ? { ...draft, ...change } : draft))
  return (
    <InlineEdit
      what="success criteria"
      task={task}
      canEdit={canEdit}
      start={(): Draft[] =>
        task.criteria.length > 0 ? task.criteria.map(({ id, text, state, evidence }) => ({ key: id, text, state, evidence })) : [fresh([])]
      }
      change={(drafts) => ({
        criteria: drafts
          .filter(({ text }) => text.trim() !== '')
          .map(({ key, ...draft }) => (key.startsWith(NEW) ? draft : { id: key, ...draft })),
      })}
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
      form={({ draft: drafts, set, issues }) => (
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
                  onChange={(text) => set(changed(drafts, draft.key, { text }))}
                  autoFocus={at === 0}
                />
                <IconButton
                  icon="close"
                  label={`Remove criterion ${at + 1}`}
                  onPress={() => set(drafts.filter(({ key }) => key !== draft.key))}
                />
                <div className="grid grid-cols-[9rem_minmax(0,1fr)] gap-2">
                  <Select
                    label="State"
                    hideLabel
                    options={STATES}
                    value={draft.state}
                    onChange={(state) => set(changed(drafts, draft.key, { state }))}
                  />
                  <TextField
                    label={`Evidence for criterion ${at + 1}`}
                    hideLabel
                    placeholder="Evidence"
                    value={draft.evidence}
                    onChange={(evidence) => set(changed(drafts, draft.key, { evidence }))}
                  />
                </div>
              </li>
            ))}
          </ol>
          {drafts.length < MOST && (
            <Button variant="bare" icon="plus" className="mt-2" onPress={() => set([...drafts, fresh(drafts)])}>
              Add a criterion
            </Button>
          )}
        </Section>
      )}
    />
  )
}

const NEW = 'new-'
function fresh(drafts: Draft[]): Draft {
  const last = Math.max(0, ...drafts.map(({ key }) => (key.startsWith(NEW) ? Number(key.slice(NEW.length)) : 0)))
  return { key: `${NEW}${last + 1}`, text: '', state: 'UNKNOWN', evidence: '' }
}
