import { createParser, parseAsString, parseAsStringLiteral, type inferParserType } from 'nuqs/server'

export const PERIODS = ['7', '30', '90', 'custom'] as const
const DAY_MS = 24 * 3600_000
/** The longest range that the API measures. */
export const MOST_DAYS = 366

const day = createParser({
  parse: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null),
  serialize: (text: string) => text,
})

export const insightParams = {
  period: parseAsStringLiteral(PERIODS).withDefault('30'),
  /** First and last day of a custom period, both in it, in UTC. */
  from: day,
  to: day,
  /** Whose work: a handle; without it everybody's. */
  actor: parseAsString,
  per: parseAsStringLiteral(['day', 'week']).withDefault('day'),
}
export type InsightState = inferParserType<typeof insightParams>

export interface Span {
  from: string
  to: string
  days: number
}

/** The range that the address asks for, as the API takes it: whole UTC days, of which `today` is the last unless it says otherwise. */
export function spanOf({ period, from, to }: InsightState, today: string): Span {
  const last = period === 'custom' && to ? to : today
  const end = Date.parse(last) + DAY_MS
  const asked = period === 'custom' ? (from ? (end - Date.parse(from)) / DAY_MS : 30) : Number(period)
  const days = Math.min(MOST_DAYS, Math.max(1, Math.round(asked)))
  return { from: new Date(end - days * DAY_MS).toISOString(), to: new Date(end).toISOString(), days }
}

/** The custom period of so many days that ends with the day of a moment. */
export function endingAt(moment: string, days: number): Partial<InsightState> {
  const to = moment.slice(0, 10)
  return { period: 'custom', from: new Date(Date.parse(to) - (days - 1) * DAY_MS).toISOString().slice(0, 10), to }
}
