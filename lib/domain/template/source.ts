import { InvalidInputError } from '#lib/errors.ts'
import type { Fault } from './fault.ts'
import { readTemplate } from './read.ts'

/** A template's text as it may be stored. Throws InvalidInputError with every fault and its line. */
export function sourceOf(source: string, now: Date) {
  const { template, faults } = readTemplate(source, dayOf(now))
  if (!template) throw new InvalidInputError(faults.map(issueOf))
  return { template, name: template.name, description: template.description ?? '' }
}

export const issueOf = ({ field, message, line, column }: Fault) => ({
  field: line === null ? field : `source.${field}`.replace('source.source', 'source'),
  message: line === null ? message : `line ${line}, column ${column}: ${message}`,
})

export const dayOf = (time: Date) => time.toISOString().slice(0, 10)
