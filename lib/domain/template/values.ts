import { codePoints } from '../input.ts'
import { LIMITS } from '../limits.ts'
import type { Fault } from './fault.ts'
import { fits, patternFault } from './patterns.ts'
import { addDays, type Value } from './substitute.ts'
import { day, isRequired, type Variable } from './variables.ts'

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
    if (message) refuse(name, message)
    else real.add(name)
    values.set(name, message ? sampleOf(name, variable, today) : value)
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
  const [least, most] = boundsOf(variable, today)
  if (least !== undefined && most !== undefined && least > most)
    faults.push({ field: LEAST[variable.type] ?? 'min', message: 'is beyond the most there may be' })
  if (variable.default === undefined || faults.length) return faults
  const { value, message } = checked(variable, defaultOf(variable, today), today)
  if (message) return [{ field: 'default', message }]
  const texts = textsOf(value)
  if (pattern !== undefined) {
    const found = fits(texts.map((one) => [pattern, one] as const))
    if (!found) return [{ field: 'pattern', message: 'takes too long to compare' }]
    if (found.includes(false)) return [{ field: 'default', message: `does not fit the pattern ${pattern}` }]
  }
  return []
}

const LEAST: Partial<Record<Variable['type'], string>> = { text: 'minLength', list: 'minItems' }

function boundsOf(variable: Variable, today: string): [number | string | undefined, number | string | undefined] {
  switch (variable.type) {
    case 'text':
      return [variable.minLength, variable.maxLength]
    case 'list':
      return [variable.minItems, variable.maxItems]
    case 'number':
    case 'integer':
      return [variable.min, variable.max]
    case 'date':
      return [variable.min && dayOf(variable.min, today), variable.max && dayOf(variable.max, today)]
    default:
      return [undefined, undefined]
  }
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** Nobody who clears a field that may be empty wants its default back. */
function defaultOf(variable: Variable, today: string, raw?: unknown): unknown {
  if (raw !== undefined && variable.default !== undefined && variable.required === false) return undefined
  return variable.type === 'date' && variable.default !== undefined ? dayOf(variable.default, today) : variable.default
}

function emptyOf(variable: Variable): Value {
  if (variable.type === 'boolean') return false
  return variable.type === 'list' ? [] : null
}

interface Checked {
  value: Value
  message?: string
}
const bad = (message: string): Checked => ({ value: null, message })

function checked(variable: Variable, raw: unknown, today: string): Checked {
  switch (variable.type) {
    case 'text':
      return words(raw, variable.minLength ?? 0, variable.maxLength ?? (variable.multiline ? MOST.longText : MOST.text))
    case 'number':
    case 'integer':
      return number(variable, raw)
    case 'boolean':
      return typeof raw === 'boolean' ? { value: raw } : bad('must be true or false')
    case 'date':
      return date(variable, raw, today)
    case 'choice':
      return typeof raw === 'string' && variable.choices.includes(raw)
        ? { value: raw }
        : bad(`must be one of ${variable.choices.join(', ')}`)
    case 'person':
      return typeof raw === 'string' && raw.trim() && codePoints(raw) <= 100
        ? { value: raw.trim().replace(/^@/, '') }
        : bad('must be a handle')
    case 'list':
      return list(variable, raw)
    default:
      return variable satisfies never
  }
}

function words(raw: unknown, least: number, most: number): Checked {
  if (typeof raw !== 'string') return bad('must be text')
  if (raw.includes('\0') || !raw.isWellFormed()) return bad('must not contain NUL or lone surrogates')
  const length = codePoints(raw)
  if (length < least) return bad(`must have at least ${least} characters`)
  return length > most ? bad(`has ${length} characters, at most ${most} are allowed`) : { value: raw }
}

function number({ type, min, max }: Variable & { type: 'number' | 'integer' }, raw: unknown): Checked {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return bad('must be a number')
  if (type === 'integer' && !Number.isSafeInteger(raw)) return bad('must be a whole number')
  if (min !== undefined && raw < min) return bad(`must be at least ${min}`)
  return max !== undefined && raw > max ? bad(`must be at most ${max}`) : { value: raw }
}

function date({ min, max }: Variable & { type: 'date' }, raw: unknown, today: string): Checked {
  const parsed = day.safeParse(raw)
  if (!parsed.success) return bad('must be a day such as 2026-01-31')
  const [first, last] = [min && dayOf(min, today), max && dayOf(max, today)]
  if (first && parsed.data < first) return bad(`must not be before ${first}`)
  return last && parsed.data > last ? bad(`must not be after ${last}`) : { value: parsed.data }
}

function list({ minItems = 0, maxItems = MOST.items, maxLength = MOST.text }: Variable & { type: 'list' }, raw: unknown): Checked {
  if (!Array.isArray(raw) || !raw.every((item) => typeof item === 'string')) return bad('must be a list of texts')
  const items = raw.map((item) => item.trim()).filter(Boolean)
  if (items.length < minItems) return bad(`must name at least ${minItems}`)
  if (items.length > maxItems) return bad(`names ${items.length}, at most ${maxItems} are allowed`)
  const [twice] = items.filter((item, i) => items.indexOf(item) !== i)
  if (twice !== undefined) return bad(`names ${twice} twice`)
  const wrong = items.map((item) => words(item, 1, maxLength).message).find(Boolean)
  return wrong ? bad(wrong) : { value: items }
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

function dayOf(moving: string, today: string): string {
  const [, sign, count, unit] = /^today(?:\s*([+-])\s*(\d{1,4})\s*([dw]))?$/.exec(moving) ?? []
  if (!moving.startsWith('today')) return moving
  return count === undefined ? today : addDays(today, Number(count) * (unit === 'w' ? 7 : 1) * (sign === '-' ? -1 : 1))
}

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
