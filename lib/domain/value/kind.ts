import { textIssue } from '../input.ts'
import { isDay } from './day.ts'

/**
 * What a value must be. Templates ask for such values in their variables, plugins in their arguments and settings; what only one of
 * them knows (lists and people there, files, tasks and actors here) it turns into these.
 */
export type Kind =
  | { type: 'text'; minLength?: number; maxLength: number }
  | { type: 'number' | 'integer'; min?: number; max?: number }
  | { type: 'boolean' }
  | { type: 'date'; min?: string; max?: string }
  | { type: 'choice'; choices: readonly string[] }
export type Scalar = string | number | boolean

/** A value, or why it is none. */
export type Checked<V = Scalar> = { value: V; message?: undefined } | { value?: undefined; message: string }
export const bad = (message: string): { message: string } => ({ message })

/** Whether this value, from anybody, is of that kind. */
export function checkValue(kind: Kind, given: unknown): Checked {
  switch (kind.type) {
    case 'text':
      return checkText(given, kind.minLength ?? 0, kind.maxLength)
    case 'number':
    case 'integer':
      return checkNumber(kind, given)
    case 'boolean':
      return typeof given === 'boolean' ? { value: given } : bad('must be true or false')
    case 'date':
      return checkDate(kind, given)
    case 'choice':
      return typeof given === 'string' && kind.choices.includes(given) ? { value: given } : bad(`must be one of ${kind.choices.join(', ')}`)
    default:
      return kind satisfies never
  }
}

export function checkText(given: unknown, least: number, most: number): Checked<string> {
  if (typeof given !== 'string') return bad('must be text')
  const issue = textIssue(given, least, most)
  return issue === null ? { value: given } : bad(issue)
}

/** Nothing, null and an empty text are all absent: that is what a form sends. */
export const isEmpty = (given: unknown) =>
  given === undefined || given === null || given === '' || (Array.isArray(given) && given.length === 0)

/** Whether its least is beyond its most, so that no value can be of this kind. */
export function isVoid(kind: Kind): boolean {
  switch (kind.type) {
    case 'text':
      return (kind.minLength ?? 0) > kind.maxLength
    case 'number':
    case 'integer':
    case 'date':
      return kind.min !== undefined && kind.max !== undefined && kind.min > kind.max
    default:
      return false
  }
}

function checkNumber({ type, min, max }: Kind & { type: 'number' | 'integer' }, given: unknown): Checked {
  if (typeof given !== 'number' || !Number.isFinite(given)) return bad('must be a number')
  if (type === 'integer' && !Number.isSafeInteger(given)) return bad('must be a whole number')
  if (min !== undefined && given < min) return bad(`must be at least ${min}`)
  return max !== undefined && given > max ? bad(`must be at most ${max}`) : { value: given }
}

function checkDate({ min, max }: Kind & { type: 'date' }, given: unknown): Checked {
  if (typeof given !== 'string' || !isDay(given)) return bad('must be a day such as 2026-01-31')
  if (min !== undefined && given < min) return bad(`must not be before ${min}`)
  return max !== undefined && given > max ? bad(`must not be after ${max}`) : { value: given }
}
