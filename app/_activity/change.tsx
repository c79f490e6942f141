'use client'
import { createContext, use } from 'react'
import { ActorName, type ActorLike } from '#app/_ui/actor.tsx'
import type { ProjectEvent } from './documents.ts'
import { fieldValueWords, valueWords } from './words.ts'

/** Events name actors by id; whoever shows them says who is known. */
export const KnownActors = createContext<ReadonlyMap<string, ActorLike>>(new Map())

/** Old and new side by side; both are said, since a line through a word is not read out. */
export function Change({ field = '', old, new: value }: { field?: string; old?: unknown; new: unknown }) {
  const hadNothing = old === undefined || valueWords(old) === 'nothing'
  return (
    <span className="[overflow-wrap:anywhere]">
      {!hadNothing && (
        <>
          <span className="sr-only">from </span>
          <del className="text-ink-3">
            <Value field={field} of={old} />
          </del>{' '}
          <span className="sr-only">to </span>
          <span aria-hidden>→ </span>
        </>
      )}
      <ins className="no-underline">
        <Value field={field} of={value} />
      </ins>
    </span>
  )
}

function Value({ field, of }: { field: string; of: unknown }) {
  const actor = use(KnownActors).get(String(of))
  return actor ? <ActorName actor={actor} className="align-middle" /> : fieldValueWords(field, of)
}

/** Actors that an event is about and does not name: a member who was added, an agent that was changed. */
export function Subject({ event: { subjectId, actor } }: { event: Pick<ProjectEvent, 'subjectId' | 'actor'> }) {
  const known = use(KnownActors).get(subjectId ?? '')
  return known && subjectId !== actor?.id ? <ActorName actor={known} /> : null
}
