import { addDays, daysOf } from '../value/day.ts'

/** A value by the name of its variable. null: left empty. */
export type Value = string | number | boolean | null | readonly string[]
export type Scope = (name: string) => Value | undefined

/** One `{{name}}` or `{{day + 3d}}` in a text. */
export interface Place {
  name: string
  /** Days to add to a date. */
  days: number | null
}

const TOKEN = /\\\{\{|\{\{([^{}]*)\}\}/g
const INNER = /^\s*([A-Za-z][A-Za-z0-9_]*)\s*(?:([+-])\s*(\d{1,4})\s*([dw])\s*)?$/

/** The places of a text, and what is wrong with those that cannot be read. */
export function placesIn(text: string): { places: Place[]; faults: string[] } {
  const places: Place[] = []
  const faults: string[] = []
  const rest = text.replaceAll(TOKEN, (token, inner: string | undefined) => {
    if (inner === undefined) return ''
    const place = placeOf(inner)
    if (place) places.push(place)
    else faults.push(`${token} is no variable; write {{name}}, of a date also {{name + 3d}}, and \\{{ for the braces themselves`)
    return ''
  })
  if (rest.includes('{{')) faults.push('has a {{ that is not closed; write \\{{ for the braces themselves')
  return { places, faults }
}

/** The one place that a text consists of; null when there is more to it. */
export function onlyPlace(text: string): Place | null {
  const inner = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(text)?.[1]
  return inner === undefined ? null : placeOf(inner)
}

/**
 * The text with its places filled in. What comes in is not read again, so a value never brings a place of its own. It ends soon after
 * `most` characters: long enough to be refused, however often a long value stands in it.
 */
export function fill(text: string, scope: Scope, most = 5000): string {
  let filled = ''
  let end = 0
  for (const { 0: token, 1: inner, index } of text.matchAll(TOKEN)) {
    const place = inner === undefined ? null : placeOf(inner)
    filled += text.slice(end, index) + (inner === undefined ? '{{' : place ? worded(valueAt(place, scope)) : '')
    end = index + token.length
    if (filled.length > 2 * most + 2) return filled.slice(0, 2 * most + 2).toWellFormed()
  }
  return filled + text.slice(end)
}

export function valueAt({ name, days }: Place, scope: Scope): Value {
  const value = scope(name) ?? null
  return days === null || typeof value !== 'string' ? value : addDays(value, days)
}

/** The text such that `fill` gives it back. */
export const escaped = (text: string) => text.replaceAll('{{', '\\{{')

function placeOf(inner: string): Place | null {
  const [, name, sign, count, unit] = INNER.exec(inner) ?? []
  if (name === undefined) return null
  return { name, days: count === undefined ? null : daysOf(sign, count, unit) }
}

function worded(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'object' ? value.join(', ') : String(value)
}
