import type { Figures, FlowFigures } from './documents.ts'

const DAY_MS = 24 * 3600_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 17 Jan, of a UTC day such as `2026-01-17`. */
export const dayWord = (day: string) => `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`
export const dateWord = (day: string) => `${dayWord(day)} ${day.slice(0, 4)}`

/** 40 min, 3.2 h, 2.5 d: as people say it, one place at most. */
export function hoursWord(hours: number) {
  if (hours < 1 / 60) return 'under a minute'
  if (hours < 1) return `${Math.round(hours * 60)} min`
  if (hours < 48) return `${round(hours)} h`
  return `${round(hours / 24)} d`
}
const atMost = (hours: number) => (hours < 1 / 60 ? hoursWord(hours) : `${hoursWord(hours)} or less`)
const often = (value: number) => (value < 0.1 ? 'less than 0.1' : round(value))
const round = (value: number) => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value)).toLocaleString('en')
const count = (value: number, one: string, many = `${one}s`) => `${value.toLocaleString('en')} ${value === 1 ? one : many}`

export interface Finished {
  /** The day, or the Monday of the week. */
  day: string
  label: string
  completed: number
}

/** Days, or weeks from Monday to Sunday. */
export function finishedBy(throughput: Figures['throughput'], per: 'day' | 'week'): Finished[] {
  if (per === 'day') return throughput.map(({ day, completed }) => ({ day, label: dayWord(day), completed }))
  const weeks = new Map<string, number>()
  for (const { day, completed } of throughput) {
    const time = Date.parse(day)
    const monday = new Date(time - ((new Date(time).getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10)
    weeks.set(monday, (weeks.get(monday) ?? 0) + completed)
  }
  return [...weeks].map(([day, completed]) => ({ day, label: `week of ${dayWord(day)}`, completed }))
}

export function throughputWords(rows: Finished[], per: 'day' | 'week') {
  const total = rows.reduce((sum, { completed }) => sum + completed, 0)
  if (!total) return 'Nothing was finished.'
  const best = rows.reduce((most, row) => (row.completed > most.completed ? row : most))
  return `${count(total, 'task was', 'tasks were')} finished, ${often(total / rows.length)} a ${per} on average; most ${per === 'day' ? 'on' : 'in the'} ${best.label}: ${best.completed}.`
}

const STEP_WORD = new Map([
  [1, '≤ 1 h'],
  [4, '≤ 4 h'],
  [8, '≤ 8 h'],
  [24, '≤ 1 d'],
  [72, '≤ 3 d'],
  [168, '≤ 1 wk'],
  [336, '≤ 2 wk'],
  [672, '≤ 4 wk'],
])

export const stepsOf = (distribution: Figures['cycleTime']['distribution']) =>
  distribution.map(({ upToHours, count: tasks }) => ({
    label: upToHours === null ? 'longer' : (STEP_WORD.get(upToHours) ?? `≤ ${upToHours} h`),
    tasks,
  }))

/** Where nothing was started before it was finished, the time since its creation is what is known. */
export const timesOf = ({ cycleTime, leadTime }: Pick<Figures, 'cycleTime' | 'leadTime'>) =>
  cycleTime.count > 0 ? { ...cycleTime, what: 'cycle' as const } : { ...leadTime, what: 'lead' as const }

export function cycleWords(times: ReturnType<typeof timesOf>) {
  const { count: tasks, p50Hours, p85Hours, what } = times
  if (p50Hours === null || p85Hours === null) return 'No finished task says how long it took.'
  const half = `Half took ${atMost(p50Hours)}, 85 % took ${atMost(p85Hours)}`
  if (what === 'cycle') return `${half}, from start to finish (${count(tasks, 'task')}).`
  return `${half}, from creation to finish (${count(tasks, 'task')}); none was started here before it was finished.`
}

export function wipWords(days: FlowFigures['days']) {
  const last = days.at(-1)
  if (!last) return 'No day to show.'
  const mean = days.reduce((sum, { inProgress }) => sum + inProgress, 0) / days.length
  const most = days.reduce((before, day) => (day.inProgress > before.inProgress ? day : before))
  if (!most.inProgress)
    return `Nothing was in progress at the end of any day. ${count(last.blocked, 'task is', 'tasks are')} blocked at the end.`
  return `${last.inProgress} in progress and ${last.blocked} blocked at the end; ${round(mean)} in progress on average, ${most.inProgress} on ${dayWord(most.day)}.`
}

export function blockedWords({ totalHours, tasks, longest }: FlowFigures['blocked']) {
  const [first] = longest
  if (!first) return 'Nothing was blocked.'
  return `${count(tasks, 'task was', 'tasks were')} blocked for ${hoursWord(totalHours)} together; ${first.task.key} longest, for ${hoursWord(first.hours)}.`
}

export function burnUpWords(days: FlowFigures['days']) {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || !last.scope) return 'No task was in scope.'
  const grew = last.scope - first.scope
  const scope = grew === 0 ? 'scope did not change' : `scope ${grew > 0 ? 'grew' : 'shrank'} by ${Math.abs(grew).toLocaleString('en')}`
  const done = last.completed - first.completed
  const share = Math.floor((last.completed / last.scope) * 100)
  return `${last.completed.toLocaleString('en')} of ${count(last.scope, 'task')} done at the end (${share} %); from the first day on ${scope} and ${done.toLocaleString('en')} more were done.`
}
