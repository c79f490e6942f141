/** A file or, when the path ends in "/", a folder and all that is under it. Without lines: the whole of it. */
export interface Range {
  path: string
  lineStart: number | null
  lineEnd: number | null
}

export interface Lines {
  start: number
  end: number
}

export const isFolder = (path: string) => path.endsWith('/')

/** The folders that a path lies in, outermost first: `a/b/c.ts` lies in `a/` and `a/b/`. */
export function ancestorsOf(path: string): string[] {
  const names = path.split('/').slice(0, isFolder(path) ? -2 : -1)
  return names.map((_, i) => `${names.slice(0, i + 1).join('/')}/`)
}

/** What two ranges share; null when they share nothing. `lines` is null when both stand for the whole file, or folder. */
export function linesShared(one: Range, other: Range): { lines: Lines | null } | null {
  if (one.path !== other.path && !isUnder(one.path, other.path) && !isUnder(other.path, one.path)) return null
  const [a, b] = [linesOf(one), linesOf(other)]
  if (!a || !b) return { lines: a ?? b }
  const lines = { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) }
  return lines.start <= lines.end ? { lines } : null
}

const linesOf = ({ lineStart, lineEnd }: Range): Lines | null =>
  lineStart === null ? null : { start: lineStart, end: lineEnd ?? lineStart }

/** As people write it: `src/a.ts`, `src/a.ts:7` or `src/a.ts:3-9`; of two paths the inner one. */
export function spotOf(one: Range, other: Range, lines: Lines | null): string {
  const path = isUnder(one.path, other.path) ? one.path : other.path
  if (lines === null) return path
  return lines.start === lines.end ? `${path}:${lines.start}` : `${path}:${lines.start}-${lines.end}`
}

const isUnder = (path: string, folder: string) => isFolder(folder) && path.startsWith(folder)
