import { z } from 'zod'
import { text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { filePath } from './path.ts'
import { isFolder } from './range.ts'

const line = z.int().min(1, 'lines count from 1').max(10_000_000)

/** A file reference as a new task brings it along. */
export const givenFile = z
  .object({ path: filePath, lineStart: line.nullish(), lineEnd: line.nullish(), note: text(LIMITS.fileNote).nullish() })
  .superRefine(({ path, lineStart, lineEnd }, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (lineEnd && (!lineStart || lineEnd < lineStart)) refuse('lineEnd', 'must not be before lineStart, which must be given')
    if (lineStart && isFolder(path)) refuse('lineStart', 'a folder has no lines')
  })
  .transform(({ path, lineStart = null, lineEnd, note }) => ({ path, lineStart, lineEnd: lineEnd ?? lineStart, note: note ?? '' }))
