import { z } from 'zod'
import { InvalidInputError } from '#lib/errors.ts'
import type { Argument, Arguments } from '#lib/plugins/api.ts'
import { issuesOf, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'

export type Value = string | number | boolean
type Values = Record<string, Value | undefined>

/** What a caller gives for the arguments of a command, or an owner sets, with defaults. Throws InvalidInputError that names all faults. */
export function readValues(spec: Arguments, given: unknown, at: string): Values {
  const fields = Object.entries(spec).map(([name, argument]): [string, z.ZodType<Value | undefined>] => [name, fieldOf(argument)])
  const shape = z.strictObject(Object.fromEntries(fields), { error: objectFault(spec) })
  const parsed = shape.safeParse(given ?? {})
  if (parsed.success) return parsed.data
  throw new InvalidInputError(
    issuesOf(parsed.error).map(({ field, message }) => ({ field: field === 'input' ? at : `${at}.${field}`, message })),
  )
}

const objectFault = (spec: Arguments) => (issue: { code?: string; keys?: string[] }) => {
  if (issue.code !== 'unrecognized_keys') return 'must be an object with the values by name'
  const names = Object.keys(spec)
  return `has no ${(issue.keys ?? []).join(', ')}; ${names.length ? `there is ${names.join(', ')}` : 'there is nothing to give'}`
}

/** Nothing, null and an empty text are all absent: that is what a form sends. */
function fieldOf(argument: Argument): z.ZodType<Value | undefined> {
  const otherwise = 'default' in argument ? argument.default : undefined
  const own = ownOf(argument)
  return z
    .unknown()
    .optional()
    .transform((given, context) => {
      if (given === undefined || given === null || given === '') {
        if (otherwise === undefined && argument.isRequired) context.addIssue({ code: 'custom', message: 'must be given' })
        return otherwise
      }
      const parsed = own.safeParse(given)
      if (parsed.success) return parsed.data
      for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message })
      return z.NEVER
    })
}

function ownOf(argument: Argument): z.ZodType<Value> {
  switch (argument.type) {
    case 'text':
      return text(argument.maxLength ?? LIMITS.plugin.text)
    case 'file':
      return text(LIMITS.plugin.file)
    case 'number':
    case 'integer': {
      const number = argument.type === 'integer' ? z.int('must be a whole number') : z.number('must be a number')
      const { min = -Number.MAX_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = argument
      return number.min(min, `must be at least ${min}`).max(max, `must be at most ${max}`)
    }
    case 'flag':
      return z.boolean('must be true or false')
    case 'date':
      return z.iso.date('must be a date such as 2026-01-31')
    case 'choice':
      return z.enum([...argument.choices], `must be one of ${argument.choices.join(', ')}`)
    case 'task':
    case 'actor':
      return ref
  }
}
