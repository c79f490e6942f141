import { valueWords } from './words.ts'

/** Old and new side by side; both are said, since a line through a word is not read out. */
export function Change({ old, new: value }: { field: string; old?: unknown; new: unknown }) {
  return (
    <span className="[overflow-wrap:anywhere]">
      {old !== undefined && (
        <>
          <span className="sr-only">from </span>
          <del className="text-ink-3">{valueWords(old)}</del> <span className="sr-only">to </span>
          <span aria-hidden>→ </span>
        </>
      )}
      <ins className="no-underline">{valueWords(value)}</ins>
    </span>
  )
}
