'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { did } from '#app/_tasks/undo.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import type { IconName } from '#app/_ui/glyphs.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { OptionGroup } from '#app/_ui/option-group.tsx'
import { Ago } from '#app/_ui/time.tsx'
import type { Task } from './documents.ts'
import { MarkCriterionDocument } from './quality.ts'

type Criterion = Task['criteria'][number]
type State = Criterion['state']

export const STATE: Record<State, { word: string; icon: IconName; color: string }> = {
  MET: { word: 'Met', icon: 'status-completed', color: 'text-clear-lamp' },
  NOT_MET: { word: 'Not met', icon: 'status-cancelled', color: 'text-stop-lamp' },
  UNKNOWN: { word: 'Not judged yet', icon: 'status-pending', color: 'text-ink-3' },
}
export const STATES = (Object.keys(STATE) as State[]).map((id) => ({ id, text: STATE[id].word }))

const OPTIONS = STATES.map(({ id, text }) => ({
  id,
  content: (
    <span className="flex items-center gap-2">
      <Icon name={STATE[id].icon} className={STATE[id].color} />
      {text}
    </span>
  ),
}))

/** A success criterion: how it stands, what shows it, who said so; a press opens the form that judges it. */
export function CriterionRow({ task, criterion }: { task: Task; criterion: Criterion }) {
  const [isJudging, setJudging] = useState(false)
  const { text, state, evidence, markedBy, markedAt } = criterion
  const { word, icon, color } = STATE[state]
  const canMark = task.viewerCan.includes('MARK_CRITERION')
  return (
    <li className="flex items-start gap-2.25 py-1">
      {canMark ? (
        <button
          type="button"
          aria-expanded={isJudging}
          aria-label={`${text}: ${word}. Judge it`}
          className="-m-1.5 p-1.5 max-sm:-m-3.5 max-sm:p-3.5"
          onClick={() => setJudging(!isJudging)}
        >
          <Icon name={icon} className={color} />
        </button>
      ) : (
        <Icon name={icon} label={word} className={`mt-px ${color}`} />
      )}
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {text}
        {state === 'NOT_MET' && <span className="text-stop-ink"> (not met)</span>}
        {evidence && !isJudging && <p className="text-ink-2">{evidence}</p>}
        {markedBy && markedAt && !isJudging && (
          <p className="flex flex-wrap items-center gap-x-1.5 text-ink-3 dense">
            {word} <span className="sr-only">according to</span> <ActorName actor={markedBy} /> <Ago at={markedAt} />
          </p>
        )}
        {isJudging && <Judge task={task} criterion={criterion} onClose={() => setJudging(false)} />}
      </div>
    </li>
  )
}

function Judge({ task, criterion, onClose }: { task: Task; criterion: Criterion; onClose: () => void }) {
  const mark = useAct(MarkCriterionDocument)
  const [state, setState] = useState<State>(criterion.state === 'UNKNOWN' ? 'MET' : criterion.state)
  const [evidence, setEvidence] = useState(criterion.evidence)
  const [issues, setIssues] = useState<Record<string, string>>({})
  const [isPending, setPending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const result = await mark({ task: task.id, criterion: criterion.id, state, evidence })
    setPending(false)
    if (!result) return
    if (result.__typename === 'MarkCriterionSuccess') {
      const before = { task: task.id, criterion: criterion.id, state: criterion.state, evidence: criterion.evidence }
      did(`Criterion ${STATE[state].word.toLowerCase()}`, async () => unlessRefused(await mark(before)) !== null, {
        detail: criterion.text.length > 80 ? `${criterion.text.slice(0, 79)}…` : criterion.text,
      })
      return onClose()
    }
    if (result.__typename === 'InvalidInputError') setIssues(issuesByField(result))
    else refuseBecause(result)
  }
  return (
    <form
      aria-label={`Judge: ${criterion.text}`}
      className="my-2 grid gap-2.5"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit()
      }}
    >
      <OptionGroup
        label="How it stands"
        hideLabel
        options={OPTIONS}
        value={state}
        onChange={(id) => setState(STATES.find((one) => one.id === id)?.id ?? state)}
      />
      <TextArea
        label="Evidence"
        hint="What shows it: a run, a link, a number."
        rows={2}
        autoFocus
        value={evidence}
        onChange={setEvidence}
        error={issues.evidence ?? issues.criterion}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" isPending={isPending}>
          Save
        </Button>
        <Button variant="bare" onPress={onClose}>
          Back
        </Button>
      </div>
    </form>
  )
}
