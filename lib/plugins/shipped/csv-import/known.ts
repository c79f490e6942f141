import { createHash } from 'node:crypto'
import type { Api } from 'task-orchestrator/plugin'
import type { Row } from './rows.ts'

/** What became of a row in an earlier run. */
export interface Known {
  task: string
  taskKey: string
  hash: string
  /** A short hash of each field, so that a later file changes only what it says otherwise. */
  fields: Record<string, string>
  /** Links to rows that were not there: a later run makes them. */
  missing: Link[]
  /** What has to follow once the task is there. */
  left: Following[]
}
export interface Link {
  to: string
  kind: 'BLOCKS' | 'PARENT'
}
export type Following = 'status' | 'overflow'

const PAGE = 1000
export const rowsOf = (project: string) => `rows.${project}`
/** A row's key may be longer than a key of the store. */
export const storedKey = (row: string) => digest(row, 32)
export const digest = (text: string, length: number) => createHash('sha256').update(text).digest('hex').slice(0, length)

export async function readKnown(api: Api, project: string): Promise<Map<string, Known>> {
  const found = new Map<string, Known>()
  for (let after = ''; ;) {
    const page = await api.store.list<Known>(rowsOf(project), { first: PAGE, ...(after && { after }) })
    for (const { key, value } of page) found.set(key, value)
    const last = page.at(-1)
    if (page.length < PAGE || !last) return found
    after = last.key
  }
}

/** What is to be known of a row once its task is there. */
export function knownOf(row: Row, missing: Link[]): Omit<Known, 'task' | 'taskKey'> {
  const left = [row.status && 'status', row.overflow && 'overflow'].filter((one) => one === 'status' || one === 'overflow')
  return { hash: row.hash, fields: fieldsOf(row), missing, left }
}

export function fieldsOf({ task, assignee, status, overflow }: Row): Record<string, string> {
  const all = Object.entries({ ...task, assignee, status, overflow })
  return Object.fromEntries(all.map(([name, value]) => [name, digest(JSON.stringify(value), 8)]))
}
