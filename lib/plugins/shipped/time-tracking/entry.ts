import type { Api } from 'task-orchestrator/plugin'
import { monthOf } from './period.ts'

/** A stretch of work on one task by one actor. */
export interface Entry {
  taskId: string
  taskKey: string
  actorId: string
  startedAt: string
  endedAt: string
  note: string
  /** STATUS: the task was in progress for so long. MANUAL: somebody wrote it down, for a day. */
  origin: 'STATUS' | 'MANUAL'
  /** Who wrote it down. */
  loggedById: string | null
}
export interface StoredEntry extends Entry {
  id: string
}

/** A task that is in progress: its entry is made when it ends. */
export interface Running {
  taskId: string
  taskKey: string
  actorId: string
  startedAt: string
  /** Under a claim the time is the holder's, whoever becomes the assignee. */
  isClaim: boolean
  /** The number of the event that started it: its entry is named for it, so that an event seen twice makes one entry. */
  seq: number
}

const PAGE = 1000

/** Entries lie by the month in which they end, so that a report reads the months from its first day on, and a task's own by prefix. */
export const monthsOf = (project: string) => `months.${project}`
const entriesOf = (project: string, month: string) => `entries.${project}.${month}`
export const runningOf = (project: string) => `running.${project}`

/** The changes of the store that keep an entry. `mark` makes it unique among those of its task that begin at the same time. */
export function keeping(project: string, entry: Entry, mark: string) {
  const month = monthOf(Date.parse(entry.endedAt))
  const key = `${entry.taskId}.${Date.parse(entry.startedAt)}.${mark}`
  const changes = [
    { collection: monthsOf(project), key: month, value: true },
    { collection: entriesOf(project, month), key, value: entry },
  ]
  return { id: `${month}.${key}`, changes }
}

/** Where an entry lies by its id; null when it cannot be one. */
export function placeOf(project: string, id: string) {
  const [, month, key] = /^(\d{4}-\d{2})\.([0-9a-z]{8}\.\d{1,15}\.[0-9a-z]{1,20})$/.exec(id.trim()) ?? []
  return month && key ? { collection: entriesOf(project, month), key } : null
}

/** Entries of a project that end at `from` or later, of one task when it is given. */
export async function readEntries(api: Api, project: string, { from = 0, taskId = '' }): Promise<StoredEntry[]> {
  const first = monthOf(from)
  const months = (await all<boolean>(api, monthsOf(project), '')).filter(({ key }) => key >= first)
  const found: StoredEntry[] = []
  for (const { key: month } of months)
    for (const { key, value } of await all<Entry>(api, entriesOf(project, month), taskId && `${taskId}.`))
      if (Date.parse(value.endedAt) >= from) found.push({ ...value, id: `${month}.${key}` })
  return found
}

/** What is in progress now, as entries that end now. */
export async function readRunning(api: Api, project: string, now: string): Promise<StoredEntry[]> {
  const rows = await all<Running>(api, runningOf(project), '')
  return rows.map(({ value: { taskId, taskKey, actorId, startedAt } }) => {
    const endedAt = startedAt < now ? now : startedAt
    return { id: '', taskId, taskKey, actorId, startedAt, endedAt, note: '', origin: 'STATUS', loggedById: null }
  })
}

async function all<T>(api: Api, collection: string, prefix: string) {
  const rows = []
  for (let after = ''; ;) {
    const page = await api.store.list<T>(collection, { prefix, first: PAGE, ...(after && { after }) })
    rows.push(...page)
    const last = page.at(-1)
    if (page.length < PAGE || !last) return rows
    after = last.key
  }
}
