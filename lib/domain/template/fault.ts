/** What is wrong with a template, or with a value for it. Lines and columns count from 1; null for what does not stand in the text. */
export interface Fault {
  /** Path of the field, such as `tasks.3.title` or `values.version`. */
  field: string
  message: string
  line: number | null
  column: number | null
}

/** More are not told at once. */
const MOST = 100

/** In the order of the text, each once. */
export function sorted(faults: readonly Fault[]): Fault[] {
  const once = new Map(faults.map((fault) => [`${fault.field} ${fault.line} ${fault.column} ${fault.message}`, fault]))
  const place = ({ line, column }: Fault) => (line ?? 0) * 1_000_000 + (column ?? 0)
  return [...once.values()].sort((a, b) => place(a) - place(b)).slice(0, MOST)
}
