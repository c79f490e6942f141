'use client'
import { createContext, use } from 'react'
import { ActorName, type ActorLike } from '#app/_ui/actor.tsx'
import { valueWords } from './words.ts'

/** Events name actors by id; whoever shows them says who is known. */
export const KnownActors = createContext<ReadonlyMap<string, ActorLike>>(new Map())

/** Old and new side by side; both are said, since a line through a word is not read out. */
export function Change({ old, new: value }: { old?: unknown; new: unknown }) {
  const hadNothing = old === undefined || valueWords(old) === 'nothing'
  return (
    <span className="[overflow-wrap:anywhere]">
      {!hadNothing && (
        <>
          <span className="sr-only">from </span>
          <del className="text-ink-3">
            <Value of={old} />
          </del>{' '}
          <span className="sr-only">to </span>
          <span aria-hidden>→ </span>
        </>
      )}
      <ins className="no-underline">
        <Value of={value} />
      </ins>
    </span>
  )
}

function Value({ of }: { of: unknown }) {
  const actor = use(KnownActors).get(String(of))
  return actor ? <ActorName actor={actor} className="align-middle" /> : valueWords(of)
}
