import { codePoints } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { dayOf } from '../value/day.ts'
import { bad, checkText, checkValue, isEmpty, isVoid, type Checked, type Kind, type Scalar } from '../value/kind.ts'
import type { Fault } from './fault.ts'
import { fits, patternFault } from './patterns.ts'
import type { Value } from './substitute.ts'
import { isRequired, type Variable } from './variables.ts'

export type Variables = Readonly<Record<string, Variable>>
export type Values = Map<string, Value>

interface Given {
  variables: Variables
  /** What somebody filled in: anything at all. null: nobody was asked, so that what is required has a sample. */
  given: Readonly<Record<string, unknown>> | null
  today: string
}

const { templateVariable: MOST } = LIMITS

/** A value for each variable. Where one is missing or refused a sample stands in, so that the plan can be shown all the same. */
export function valuesOf({ variables, given, today }: Given): { values: Values; faults: Fault[] } {
  const values: Values = new Map()
  const faults: Fault[] = []
  const real = new Set<string>()
  const refuse = (name: string, message: string) => faults.push({ field: `values.${name}`, message, line: null, column: null })
  for (const name of Object.keys(given ?? {})) if (!Object.hasOwn(variables, name)) refuse(name, 'is no variable of this template')
  for (const [name, variable] of Object.entries(variables)) {
    const raw = given && Object.hasOwn(given, name) ? given[name] : undefined
    const asked = isEmpty(raw) ? defaultOf(variable, today, raw) : raw
    if (isEmpty(asked)) {
      if (given && isRequired(variable)) refuse(name, variable.type === 'list' ? 'name at least one' : 'must be given')
      values.set(name, isRequired(variable) ? sampleOf(name, variable, today) : emptyOf(variable))
      continue
    }
    const { value, message } = checked(variable, asked, today)
    if (message === undefined) real.add(name)
    else refuse(name, message)
    values.set(name, message === undefined ? value : sampleOf(name, variable, today))
  }
  for (const [name, message] of misfits(variables, values, real)) {
    refuse(name, message)
    const variable = variables[name]
    if (variable) values.set(name, sampleOf(name, variable, today))
  }
  return { values, faults }
}

/** What is wrong with a variable in itself: its pattern, its limits, its default. The field is below the variable's own. */
export function variableFaults(variable: Variable, today: string): { field: string; message: string }[] {
  const faults: { field: string; message: string }[] = []
  const pattern = 'pattern' in variable ? variable.pattern : undefined
  const wrong = pattern === undefined ? null : patternFault(pattern)
  if (wrong) faults.push({ field: 'pattern', message: wrong })
  if (isNeverMet(variable, today)) faults.push({ field: LEAST[variable.type] ?? 'min', message: 'is beyond the most there may be' })
  if (variable.default === undefined || faults.length) return faults
  const { value, message } = checked(variable, defaultOf(variable, today), today)
  if (message !== undefined) return [{ field: 'default', message }]
  if (pattern === undefined) return []
  const found = fits(textsOf(value).map((one) => [pattern, one] as const))
  if (!found) return [{ field: 'pattern', message: 'takes too long to compare' }]
  return found.includes(false) ? [{ field: 'default', message: `does not fit the pattern ${pattern}` }] : []
}

const LEAST: Partial<Record<Variable['type'], string>> = { text: 'minLength', list: 'minItems' }

function isNeverMet(variable: Variable, today: string) {
  if (variable.type === 'list') return (variable.minItems ?? 0) > (variable.maxItems ?? MOST.items)
  return variable.type !== 'person' && isVoid(kindOf(variable, today))
}

/** Nobody who clears a field that may be empty wants its default back. */
function defaultOf(variable: Variable, today: string, raw?: unknown): unknown {
  if (raw !== undefined && variable.default !== undefined && variable.required === false) return undefined
  return variable.type === 'date' && variable.default !== undefined ? dayOf(variable.default, today) : variable.default
}

function emptyOf(variable: Variable): Value {
  if (variable.type === 'boolean') return false
  return variable.type === 'list' ? [] : null
}

function checked(variable: Variable, raw: unknown, today: string): Checked<Scalar | readonly string[]> {
  if (variable.type === 'person') return handle(raw)
  return variable.type === 'list' ? list(variable, raw) : checkValue(kindOf(variable, today), raw)
}

function kindOf(variable: Exclude<Variable, { type: 'person' | 'list' }>, today: string): Kind {
  switch (variable.type) {
    case 'text':
      return { ...variable, maxLength: variable.maxLength ?? (variable.multiline ? MOST.longText : MOST.text) }
    case 'date':
      return { type: 'date', min: variable.min && dayOf(variable.min, today), max: variable.max && dayOf(variable.max, today) }
    default:
      return variable
  }
}

function handle(raw: unknown): Checked {
  return typeof raw === 'string' && raw.trim() && codePoints(raw) <= 100 ? { value: raw.trim().replace(/^@/, '') } : bad('must be a handle')
}

function list(
  { minItems = 0, maxItems = MOST.items, maxLength = MOST.text }: Variable & { type: 'list' },
  raw: unknown,
): Checked<readonly string[]> {
  if (!Array.isArray(raw) || !raw.every((item) => typeof item === 'string')) return bad('must be a list of texts')
  const items = raw.map((item) => item.trim()).filter(Boolean)
  if (items.length < minItems) return bad(`must name at least ${minItems}`)
  if (items.length > maxItems) return bad(`names ${items.length}, at most ${maxItems} are allowed`)
  const [twice] = items.filter((item, i) => items.indexOf(item) !== i)
  if (twice !== undefined) return bad(`names ${twice} twice`)
  const wrong = items.map((item) => checkText(item, 1, maxLength).message).find((message) => message !== undefined)
  return wrong === undefined ? { value: items } : bad(wrong)
}

/** Names and refusals of the values that do not fit their pattern; all are compared in one go, under one limit of time. */
function misfits(variables: Variables, values: Values, real: ReadonlySet<string>): [string, string][] {
  const checks = [...real].flatMap((name) => {
    const variable = variables[name]
    const pattern = variable && 'pattern' in variable ? variable.pattern : undefined
    return pattern === undefined ? [] : textsOf(values.get(name) ?? null).map((one) => ({ name, pattern, one }))
  })
  const found = fits(checks.map(({ pattern, one }) => [pattern, one] as const))
  if (!found) return [...new Set(checks.map(({ name }) => name))].map((name) => [name, 'could not be compared with its pattern in time'])
  return checks.flatMap(({ name, pattern, one }, i) => (found[i] ? [] : [[name, `"${short(one)}" does not fit the pattern ${pattern}`]]))
}

const short = (value: string) => (value.length > 60 ? `${value.slice(0, 60)}…` : value)
const textsOf = (value: Value): readonly string[] =>
  typeof value === 'string' ? [value] : value !== null && typeof value === 'object' ? value : []

function sampleOf(name: string, variable: Variable, today: string): Value {
  const shown = `‹${name}›`
  switch (variable.type) {
    case 'text':
      return shown
    case 'number':
    case 'integer':
      return variable.min ?? 1
    case 'boolean':
      return false
    case 'date':
      return today
    case 'choice':
      return variable.choices[0] ?? null
    case 'person':
      return null
    case 'list':
      return Array.from({ length: Math.max(2, variable.minItems ?? 0) }, (_, i) => `${shown} ${i + 1}`)
    default:
      return variable satisfies never
  }
}
