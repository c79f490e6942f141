'use client'
import { useState } from 'react'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { TextField } from '#app/_ui/field.tsx'
import type { IconName } from '#app/_ui/glyphs.ts'
import { Icon } from '#app/_ui/icon.tsx'
import type { Task } from './documents.ts'
import { useSave } from './editing.tsx'
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
const STATE: Record<State, { word: string; icon: IconName; color: string }> = {
  MET: { word: 'Met', icon: 'status-completed', color: 'text-clear-lamp' },
  NOT_MET: { word: 'Not met', icon: 'status-cancelled', color: 'text-stop-lamp' },
  UNKNOWN: { word: 'Not judged yet', icon: 'status-pending', color: 'text-ink-3' },
}
const STATES = (Object.keys(STATE) as State[]).map((id) => ({ id, text: STATE[id].word }))

export function Criteria({ task }: { task: Task }) {
  const save = useSave()
  const [drafts, setDrafts] = useState<Draft[]>([])
  const canEdit = task.viewerCan.includes('UPDATE')
  const met = task.criteria.filter(({ state }) => state === 'MET').length
  if (task.criteria.length === 0 && !canEdit) return null

  const set = (key: string, change: Partial<Draft>) =>
    setDrafts((before) => before.map((draft) => (draft.key === key ? { ...draft, ...change } : draft)))
  const judge = (id: string, state: State) =>
    void save(
      {
        criteria: task.criteria.map((one) => ({
          id: one.id,
          text: one.text,
          evidence: one.evidence,
          state: one.id === id ? state : one.state,
        })),
      },
      task.version,
    )
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
            {task.criteria.map(({ id, text, state, evidence }) => (
              <li key={id} className="flex items-start gap-2.25 py-1">
                {canEdit ? (
                  <button
                    type="button"
                    aria-pressed={state === 'MET'}
                    aria-label={`${text}: ${STATE[state].word}. Press to mark it ${state === 'MET' ? 'not judged' : 'met'}.`}
                    className="-m-1.5 p-1.5"
                    onClick={() => judge(id, state === 'MET' ? 'UNKNOWN' : 'MET')}
                  >
                    <Icon name={STATE[state].icon} className={STATE[state].color} />
                  </button>
                ) : (
                  <Icon name={STATE[state].icon} label={STATE[state].word} className={`mt-px ${STATE[state].color}`} />
                )}
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  {text}
                  {state === 'NOT_MET' && <span className="text-stop-ink"> (not met)</span>}
                  {evidence && <span className="block text-ink-2">{evidence}</span>}
                </span>
              </li>
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
