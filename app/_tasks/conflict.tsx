'use client'
import { useState } from 'react'
import { fieldWord, valueWords } from '#app/_activity/words.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { OptionGroup } from '#app/_ui/option-group.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { changedTo, fieldNames, without, type Change } from './change.ts'
import type { Conflict } from './use-save.tsx'

interface Props {
  taskKey: string
  change: Change
  refusal: Conflict
  /** What is still to be saved: nothing when theirs is taken throughout, null to go on editing. */
  onSettle: (change: Change | null) => void
}

/** Somebody else changed the same fields since the edit began: theirs and mine side by side, decided field by field. */
export function ConflictDialog({ taskKey, change, refusal, onSettle }: Props) {
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  const inConflict = new Set(refusal.conflicts.map(({ field }) => field))
  const mineAlone = fieldNames(change).filter((field) => !inConflict.has(field))

  function choose(field: string, isTheirs: boolean) {
    const next = new Set(theirs)
    if (isTheirs) next.add(field)
    else next.delete(field)
    setTheirs(next)
  }
  const rest = without(change, theirs)
  return (
    <Dialog title={`${taskKey} was changed meanwhile`} isOpen onClose={() => onSettle(null)} wide>
      <p className="text-ink-2">
        Nothing is overwritten yet. Choose for each field what it is to be.
        {mineAlone.length > 0 && ` Only you changed ${mineAlone.map(fieldWord).join(', ')}: saved as you wrote it.`}
      </p>
      {refusal.conflicts.map(({ field, old, new: value, actor, at }) => (
        <section key={field} className="grid gap-1.5">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <h3 className="cap">{fieldWord(field)}</h3>
            <span className="text-ink-2">changed by</span>
            {actor ? <ActorName actor={actor} /> : <span>the system</span>}
            <Ago at={at} className="text-ink-3" />
          </div>
          <OptionGroup
            label={`${fieldWord(field)}: which to keep`}
            hideLabel
            value={theirs.has(field) ? 'theirs' : 'mine'}
            onChange={(id) => choose(field, id === 'theirs')}
            options={[
              { id: 'mine', content: <Side word="Yours" value={changedTo(change, field)} /> },
              { id: 'theirs', content: <Side word="Theirs" value={value} /> },
            ]}
          />
          <details className="text-ink-2">
            <summary className="cursor-pointer py-1">What it was when you began</summary>
            <Value of={old} />
          </details>
        </section>
      ))}
      <Actions>
        <Button variant="primary" onPress={() => onSettle(rest)}>
          {fieldNames(rest).length > 0 ? 'Save' : 'Take theirs'}
        </Button>
        <Button onPress={() => onSettle(null)}>Go on editing</Button>
        <span className="text-ink-2">What you wrote stays in the form.</span>
      </Actions>
    </Dialog>
  )
}

function Side({ word, value }: { word: string; value: unknown }) {
  return (
    <>
      <span className="strong block">{word}</span>
      <Value of={value} />
    </>
  )
}

/** A text in full, anything else in words. */
function Value({ of }: { of: unknown }) {
  const isText = typeof of === 'string' && of !== '' && !/^\d{4}-\d\d-\d\dT/.test(of)
  return <span className="block max-h-48 overflow-auto [overflow-wrap:anywhere] whitespace-pre-wrap">{isText ? of : valueWords(of)}</span>
}
