import type { StoredEntry } from './entry.ts'
import { DAY_MS, dayOf, monthOf, weekOf, type Period } from './period.ts'

export const GROUPINGS = ['task', 'actor', 'agent', 'project', 'day', 'week', 'month'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** An entry with the project it was found in. One that still runs ends now. */
export interface Timed extends StoredEntry {
  project: string
  isRunning: boolean
}

export interface Sum {
  key: string
  minutes: number
  entries: number
  actors: number
  tasks: number
}

/** Time by group, within the period alone: an entry that crosses its edge counts for the part inside; by day, week and month it is cut at midnights UTC. */
export function sumUp(entries: readonly Timed[], by: Grouping, period: Period): Sum[] {
  const sums = new Map<string, { minutes: number; entries: number; actors: Set<string>; tasks: Set<string> }>()
  for (const entry of entries)
    for (const [key, minutes] of shares(entry, by, period)) {
      const sum = sums.get(key) ?? { minutes: 0, entries: 0, actors: new Set(), tasks: new Set() }
      sum.minutes += minutes
      sum.entries += 1
      sums.set(key, sum)
      sum.actors.add(entry.actorId)
      sum.tasks.add(entry.taskId)
    }
  const rows = [...sums].map(([key, sum]) => ({ ...sum, key, actors: sum.actors.size, tasks: sum.tasks.size }))
  const byTime = by === 'day' || by === 'week' || by === 'month'
  return rows.sort((a, b) => (byTime ? compare(a.key, b.key) : b.minutes - a.minutes || compare(a.key, b.key)))
}

/** How much of an entry lies within a period, in minutes. */
export function minutesWithin({ startedAt, endedAt }: Pick<StoredEntry, 'startedAt' | 'endedAt'>, period: Period): number {
  return Math.max(0, Math.min(Date.parse(endedAt), period.to) - Math.max(Date.parse(startedAt), period.from)) / 60_000
}

function* shares(entry: Timed, by: Grouping, period: Period): Generator<[string, number]> {
  if (by === 'day' || by === 'week' || by === 'month') {
    const sums = new Map<string, number>()
    for (const [at, minutes] of days(entry, period)) {
      const key = by === 'day' ? dayOf(at) : by === 'week' ? weekOf(at) : monthOf(at)
      sums.set(key, (sums.get(key) ?? 0) + minutes)
    }
    yield* sums
    return
  }
  const minutes = minutesWithin(entry, period)
  if (minutes > 0) yield [by === 'task' ? entry.taskKey : by === 'project' ? entry.project : entry.actorId, minutes]
}

function* days(entry: Timed, period: Period): Generator<[number, number]> {
  const end = Math.min(Date.parse(entry.endedAt), period.to)
  let at = Math.max(Date.parse(entry.startedAt), period.from)
  while (at < end) {
    const midnight = (Math.floor(at / DAY_MS) + 1) * DAY_MS
    yield [at, (Math.min(midnight, end) - at) / 60_000]
    at = midnight
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
