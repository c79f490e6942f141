import { z } from 'zod'
import { label, text } from '../input.ts'
import { LIMITS } from '../limits.ts'

export const PAGES = ['TASKS', 'BOARD', 'GRAPH', 'ACTIVITY'] as const

export const viewName = label(LIMITS.viewName)

/** A page's search string, kept without the "?": nothing that could lead out of the page. */
export const viewQuery = z
  .string()
  .transform((query) => query.replace(/^\?/, ''))
  .pipe(text(LIMITS.viewQuery))
  .refine((query) => !/[\s#]/.test(query) && isDecodable(query), 'is not a search string such as "status=blocked&order=updated"')

function isDecodable(query: string) {
  try {
    decodeURIComponent(query)
    return true
  } catch {
    return false
  }
}
