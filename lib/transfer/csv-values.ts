import Papa from 'papaparse'
import type { PlannedTask } from './plan.ts'

/** The words of many tools; of what is not among them the reader says so and takes it as waiting. */
const STATUSES: Record<string, { status: PlannedTask['status']; hold?: string }> = {
  ...named('PENDING', [
    '',
    'pending',
    'open',
    'todo',
    'to do',
    'backlog',
    'new',
    'ready',
    'triage',
    'unstarted',
    'not started',
    'planned',
    'reopened',
    'selected for development',
  ]),
  ...named('IN_PROGRESS', [
    'in progress',
    'inprogress',
    'started',
    'doing',
    'active',
    'wip',
    'review',
    'in review',
    'testing',
    'in development',
    'qa',
  ]),
  ...named('COMPLETED', [
    'completed',
    'complete',
    'done',
    'closed',
    'resolved',
    'fixed',
    'finished',
    'shipped',
    'merged',
    'true',
    'yes',
    'x',
  ]),
  ...named('CANCELLED', [
    'cancelled',
    'canceled',
    'wont do',
    "won't do",
    'wontfix',
    "won't fix",
    'rejected',
    'duplicate',
    'abandoned',
    'archived',
  ]),
  ...Object.fromEntries(
    ['blocked', 'on hold', 'waiting', 'paused', 'deferred'].map((word) => [
      word,
      { status: 'PENDING' as const, hold: `It was ${word} in the source.` },
    ]),
  ),
}

const PRIORITIES: Record<string, number> = {
  ...Object.fromEntries(['critical', 'urgent', 'highest', 'blocker', 'p0', '0', 'immediate', 'very high'].map((word) => [word, 3])),
  ...Object.fromEntries(['high', 'p1', '1', 'major', 'important'].map((word) => [word, 2])),
  ...Object.fromEntries(['medium', 'normal', 'moderate', 'p2', '2', 'no priority', 'none'].map((word) => [word, 1])),
  ...Object.fromEntries(['low', 'lowest', 'minor', 'trivial', 'p3', 'p4', '3', '4', 'very low'].map((word) => [word, 0])),
}

export const statusIn = (text: string) => (Object.hasOwn(STATUSES, plain(text)) ? STATUSES[plain(text)] : undefined)

export const priorityIn = (text: string) => (Object.hasOwn(PRIORITIES, plain(text)) ? PRIORITIES[plain(text)] : undefined)

/** Hours from "1.5", "1,5", "90m", "1h 30m", "2d" (of eight hours), "1w" (of five days), "1:30"; null when it is none. */
export function hoursIn(text: string): number | null {
  const given = text.trim().toLowerCase()
  if (/^\d+([.,]\d+)?$/.test(given)) return Number(given.replace(',', '.'))
  const [, hours, minutes] = /^(\d+):([0-5]\d)(?::[0-5]\d)?$/.exec(given) ?? []
  if (hours !== undefined && minutes !== undefined) return Number(hours) + Number(minutes) / 60
  const parts = [...given.matchAll(/(\d+(?:[.,]\d+)?)\s*(w|d|h|m)[a-z]*/g)]
  if (parts.length === 0 || given.replace(/(\d+(?:[.,]\d+)?)\s*(w|d|h|m)[a-z]*|[\s,]+/g, '') !== '') return null
  return parts.reduce((sum, [, count = '0', unit = 'h']) => sum + Number(count.replace(',', '.')) * (HOURS[unit] ?? 1), 0)
}

const HOURS: Record<string, number> = { w: 40, d: 8, h: 1, m: 1 / 60 }

/** A list in one cell: a line of CSV, or parts between semicolons, bars or line ends. */
export const listIn = (text: string): string[] =>
  text
    .split(/[\n;|]/)
    .flatMap((line) => Papa.parse<string[]>(line.trim(), { delimiter: ',' }).data.flat())
    .map((part) => part.trim())
    .filter(Boolean)

function named(status: PlannedTask['status'], words: string[]) {
  return Object.fromEntries(words.map((word) => [word, { status }]))
}

function plain(text: string) {
  return text.toLowerCase().replaceAll(/[_-]+/g, ' ').replaceAll(/\s+/g, ' ').trim()
}
