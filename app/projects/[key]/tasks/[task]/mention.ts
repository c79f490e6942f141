const UNFINISHED = /(^|[^\p{L}\p{N}_@/.-])@([a-z0-9][a-z0-9._-]*)?$/iu
const MOST = 6

interface Named {
  handle: string
  name: string
}

/** The members that the word before the caret may be about to name; none when it names nobody. */
export function hintsFor<Person extends Named>(text: string, caret: number, people: readonly Person[]): Person[] {
  const match = UNFINISHED.exec(text.slice(0, caret))
  if (!match) return []
  const start = (match[2] ?? '').toLowerCase()
  const fits = people.filter(({ handle, name }) => handle.startsWith(start) || name.toLowerCase().startsWith(start))
  return fits.some(({ handle }) => handle === start) ? [] : fits.slice(0, MOST)
}

/** The text with the name before the caret completed, and where the caret stands then. */
export function named(text: string, caret: number, handle: string) {
  const before = text.slice(0, caret).replace(/@[a-z0-9._-]*$/i, `@${handle} `)
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}
