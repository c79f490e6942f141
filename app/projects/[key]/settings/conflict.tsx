'use client'
import { fieldWord, valueWords } from '#app/_activity/words.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { Ago } from '#app/_ui/time.tsx'
import type { Conflict, Patch } from './use-project-save.tsx'

interface Props {
  patch: Patch
  refusal: Conflict
  /** Whether mine is saved over theirs; null: neither, the form stays. */
  onDecide: (keepsMine: boolean | null) => void
}

/** Somebody else changed the same settings since the edit began: theirs and mine side by side. */
export function ConflictDialog({ patch, refusal, onDecide }: Props) {
  const { brief, ...rest } = patch
  const mine = new Map<string, unknown>(Object.entries({ ...rest, ...brief }))
  return (
    <Dialog title="This was changed meanwhile" isOpen onClose={() => onDecide(null)} wide>
      <p className="text-ink-2">Nothing is overwritten yet, and what you wrote stays in the form.</p>
      {refusal.conflicts.map(({ field, new: theirs, actor, at }) => (
        <section key={field} className="grid gap-2">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <h3 className="cap">{fieldWord(field)}</h3>
            <span className="text-ink-2">changed by</span>
            {actor ? <ActorName actor={actor} /> : <span>the system</span>}
            <Ago at={at} className="text-ink-3" />
          </div>
          <dl className="grid grid-cols-2 gap-px border border-joint-2 bg-joint-2 max-sm:grid-cols-1">
            <Side word="Theirs" value={theirs} />
            <Side word="Yours" value={mine.get(field)} />
          </dl>
        </section>
      ))}
      <Actions>
        <Button variant="primary" onPress={() => onDecide(true)}>
          Keep mine
        </Button>
        <Button onPress={() => onDecide(false)}>Take theirs</Button>
        <Button variant="bare" onPress={() => onDecide(null)}>
          Go on editing
        </Button>
      </Actions>
    </Dialog>
  )
}

function Side({ word, value }: { word: string; value: unknown }) {
  return (
    <div className="bg-plate p-2.5">
      <dt className="strong">{word}</dt>
      <dd className="max-h-48 overflow-auto [overflow-wrap:anywhere] whitespace-pre-wrap" tabIndex={0}>
        {typeof value === 'string' && value !== '' ? value : valueWords(value)}
      </dd>
    </div>
  )
}
