import { z } from 'zod'
import { InvalidInputError, type FieldIssue } from '#lib/errors.ts'

/** Parses an act's input. Throws InvalidInputError that names every bad field at once. */
export function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw new InvalidInputError(issuesOf(result.error))
}

export const issuesOf = (error: z.ZodError): FieldIssue[] =>
  error.issues.map((issue) => ({ field: issue.path.join('.') || 'input', message: issue.message }))

export const codePoints = (text: string) => {
  let count = 0
  for (let i = 0; i < text.length; i++, count++) if (isHigh(text, i) && isLow(text, i + 1)) i++
  return count
}

/** Text kept exactly as given, at most `max` code points. NUL and lone surrogates are refused. */
export const text = (max: number, min = 0) =>
  z.string().superRefine((value, context) => {
    const issue = textIssue(value, min, max)
    if (issue) context.addIssue({ code: 'custom', message: issue })
  })

/** A title, name, handle or tag: stored trimmed. */
export const label = (max: number, min = 1) =>
  z
    .string()
    .transform((value) => value.trim())
    .pipe(text(max, min))

export const ref = z.string().trim().pipe(text(100, 1))
export const idempotencyKey = z.string().nullish()
export const brief = (max: number) => z.object({ why: text(max).optional(), what: text(max).optional(), done: text(max).optional() })

/** Why it is not between `min` and `max` code points of whole text; null when it is. */
export function textIssue(value: string, min: number, max: number): string | null {
  if (value.includes('\0')) return 'must not contain NUL'
  if (!value.isWellFormed()) return 'must not contain lone surrogates'
  const length = codePoints(value)
  if (length < min) return min === 1 ? 'must not be empty' : `must have at least ${min} characters`
  if (length > max) return `has ${length} characters, at most ${max} are allowed`
  return null
}

const isHigh = (text: string, i: number) => (text.charCodeAt(i) & 0xfc00) === 0xd800
const isLow = (text: string, i: number) => (text.charCodeAt(i) & 0xfc00) === 0xdc00
