import { LIMITS } from '../limits.ts'
import { text } from '../input.ts'

/** Why a path is refused, or null: relative, forward slashes, without `..`, NUL, drive or UNC forms. */
export function pathIssue(path: string): string | null {
  if (path.trim() !== path || path === '') return 'must not be empty or start or end with a space'
  if (/^[\\/]/.test(path)) return 'must be relative to the repository'
  if (/^[a-z]:/i.test(path)) return 'must not name a drive'
  if (path.includes('\\')) return 'must use forward slashes'
  if (path.split('/').includes('..')) return 'must not contain ".."'
  if (plain(path) === '') return 'must name a file or a folder'
  return null
}

export const filePath = text(LIMITS.path)
  .superRefine((path, context) => {
    const issue = pathIssue(path)
    if (issue) context.addIssue({ code: 'custom', message: issue })
  })
  .transform(plain)

/** One spelling of a path, so that overlaps are found by comparing text: without "." and empty parts; a folder keeps its last "/". */
function plain(path: string) {
  const names = path.split('/').filter((name) => name !== '' && name !== '.')
  const isFolder = /(^|\/)\.?$/.test(path)
  return names.length && isFolder ? `${names.join('/')}/` : names.join('/')
}
