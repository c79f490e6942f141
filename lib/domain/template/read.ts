import type { z } from 'zod'
import { codePoints } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { checkTemplate } from './check.ts'
import { readDocument } from './document.ts'
import { sorted, type Fault } from './fault.ts'
import { template as shape, type Template } from './shape.ts'

export interface Reading {
  /** null when it cannot be used. */
  template: Template | null
  faults: Fault[]
  /** A fault of a field of the template, with its line. */
  at: (field: string, message: string) => Fault
}

/** Reads a template in YAML or JSON, and names everything that is wrong with it, with lines. */
export function readTemplate(source: string, today: string): Reading {
  const size = sizeFault(source)
  if (size) return { template: null, faults: [{ field: 'source', message: size, line: null, column: null }], at: nowhere }
  const { value, faults, at } = readDocument(source)
  if (faults.length) return { template: null, faults, at }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return { template: null, faults: [at('source', 'must have name and tasks')], at }
  const parsed = shape.safeParse(value)
  if (!parsed.success)
    return {
      template: null,
      faults: sorted(
        parsed.error.issues.flatMap((issue) => spoken(issue).map(({ path, message }) => at(path.join('.') || 'source', message))),
      ),
      at,
    }
  const wrong = sorted(checkTemplate(parsed.data, today).map(({ field, message }) => at(field, message)))
  return { template: wrong.length ? null : parsed.data, faults: wrong, at }
}

function sizeFault(source: string) {
  if (!source.trim()) return 'must not be empty'
  if (source.includes('\0') || !source.isWellFormed()) return 'must not contain NUL or lone surrogates'
  const length = codePoints(source)
  return length > LIMITS.templateSource ? `has ${length} characters, at most ${LIMITS.templateSource} are allowed` : null
}

const nowhere = (field: string, message: string): Fault => ({ field, message, line: null, column: null })

/** What the library says of shapes, in the words of this product. */
function spoken(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  const { path, message } = issue
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: 'is no field that there is here' }))
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => ({ path, message: inner.message }))
  const [, wanted = '', got = ''] = /^Invalid input: expected (\w+), received (\w+)$/.exec(message) ?? []
  if (got === 'undefined') return [{ path, message: 'must be given' }]
  if (got) return [{ path, message: `must be ${TYPES[wanted] ?? wanted}` }]
  return [{ path, message: message === 'Invalid input' ? 'is of a type that does not fit here' : message }]
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields with names',
  record: 'fields with names',
}
