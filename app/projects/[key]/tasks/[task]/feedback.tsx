'use client'
import { useId, useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { tell } from '#app/_ui/toast.tsx'
import type { Task } from './documents.ts'
import { GiveFeedbackDocument } from './quality.ts'
import { SideHead } from './section.tsx'

/** What whoever asked for the work thinks of it; or, to whom it is for to say, the form. */
export function Feedback({ task }: { task: Task }) {
  const { feedback } = task
  if (!feedback) return task.viewerCan.includes('GIVE_FEEDBACK') ? <GiveFeedback task={task} /> : null
  return (
    <section>
      <SideHead title="Feedback" />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-ink-2">Quality</dt>
        <dd className="mono">{feedback.quality} of 5</dd>
        <dt className="text-ink-2">Timeliness</dt>
        <dd className="mono">{feedback.timeliness} of 5</dd>
      </dl>
      {feedback.note && <p className="mt-2 [overflow-wrap:anywhere] whitespace-pre-wrap">{feedback.note}</p>}
      <p className="mt-2 flex flex-wrap items-center gap-x-1.5 text-ink-3">
        {feedback.by && <ActorName actor={feedback.by} />} <Ago at={feedback.at} />
      </p>
    </section>
  )
}

function GiveFeedback({ task }: { task: Task }) {
  const give = useAct(GiveFeedbackDocument)
  const [quality, setQuality] = useState<number | null>(null)
  const [timeliness, setTimeliness] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const [issues, setIssues] = useState<Record<string, string>>({})
  const [isPending, setPending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (quality === null || timeliness === null) return
    setPending(true)
    const result = await give({ task: task.id, quality, timeliness, note: note || null })
    setPending(false)
    if (!result) return
    if (result.__typename === 'GiveFeedbackSuccess') tell(`Feedback on ${task.key} given`)
    else if (result.__typename === 'InvalidInputError') setIssues(issuesByField(result))
    else refuseBecause(result)
  }
  return (
    <section>
      <SideHead title="Feedback" />
      <form aria-label="Give feedback" className="grid gap-3" onSubmit={(event) => void submit(event)}>
        <Rating label="Quality" low="poor" high="excellent" value={quality} onChange={setQuality} />
        <Rating label="Timeliness" low="late" high="early" value={timeliness} onChange={setTimeliness} />
        <TextArea label="Note" rows={2} hint="It is given once." value={note} onChange={setNote} error={issues.note} />
        <div>
          <Button type="submit" isPending={isPending} isDisabled={quality === null || timeliness === null}>
            Give feedback
          </Button>
        </div>
      </form>
    </section>
  )
}

interface RatingProps {
  label: string
  low: string
  high: string
  value: number | null
  onChange: (value: number) => void
}

/** One to five, as five plates in a row. */
function Rating({ label, low, high, value, onChange }: RatingProps) {
  const name = useId()
  const words = new Map([
    [1, low],
    [5, high],
  ])
  return (
    <fieldset className="min-w-0">
      <legend className="strong mb-1">{label}</legend>
      <div className="flex divide-x divide-joint border border-joint-2">
        {[1, 2, 3, 4, 5].map((mark) => (
          <label
            key={mark}
            className="grid h-(--ctl) flex-1 cursor-pointer place-items-center bg-plate has-checked:bg-ink has-checked:text-ink-rev has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus max-sm:h-11"
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={mark}
              checked={mark === value}
              aria-label={words.has(mark) ? `${mark}, ${words.get(mark)}` : String(mark)}
              onChange={() => onChange(mark)}
            />
            <span className="mono" aria-hidden>
              {mark}
            </span>
          </label>
        ))}
      </div>
      <div className="mt-0.5 flex justify-between text-ink-3 dense" aria-hidden>
        <span>{low}</span>
        <span>{high}</span>
      </div>
    </fieldset>
  )
}
