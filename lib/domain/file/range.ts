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

/** What two ranges share; null when they share nothing. `lines` is null when either is whole. */
export function linesShared(one: Range, other: Range): { lines: Lines | null } | null {
  if (one.path !== other.path) return isUnder(one.path, other.path) || isUnder(other.path, one.path) ? { lines: null } : null
  if (one.lineStart === null || other.lineStart === null) return { lines: null }
  const start = Math.max(one.lineStart, other.lineStart)
  const end = Math.min(one.lineEnd ?? one.lineStart, other.lineEnd ?? other.lineStart)
  return start <= end ? { lines: { start, end } } : null
}

const isUnder = (path: string, folder: string) => isFolder(folder) && path.startsWith(folder)
