import type { Api } from 'task-orchestrator/plugin'
import { findTask } from './api.ts'
import { storedKey, type Known, type Link } from './known.ts'
import type { Row } from './rows.ts'

/** A row with what it waits for and is a part of: other rows, or tasks that are there. */
export interface Linked {
  row: Row
  links: { link: Link; target: { row: Row } | { task: string } }[]
  /** Links to what is not there, or would close a circle. */
  missing: { link: Link; why: string }[]
}

/** Finds what the links of rows mean: a row of the file, one of an earlier file, a task by its key. */
export async function linkRows(rows: readonly Row[], known: ReadonlyMap<string, Known>, api: Api, project: string): Promise<Linked[]> {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  const tasks = new Map<string, string | null>()
  const linked: Linked[] = []
  for (const row of rows) {
    const one: Linked = { row, links: [], missing: [] }
    for (const link of linksOf(row)) {
      const other = byKey.get(link.to)
      if (other === row) one.missing.push({ link, why: 'it is the row itself' })
      else if (other) one.links.push({ link, target: { row: other } })
      else {
        const earlier = known.get(storedKey(link.to))?.task
        if (!earlier && !tasks.has(link.to)) tasks.set(link.to, await findTask(api, project, link.to))
        const task = earlier ?? tasks.get(link.to)
        if (task) one.links.push({ link, target: { task } })
        else one.missing.push({ link, why: 'there is no such row or task' })
      }
    }
    linked.push(one)
  }
  return linked
}

export const linksOf = ({ dependsOn, parent }: Row): Link[] => [
  ...[...new Set(dependsOn)].map((to) => ({ to, kind: 'BLOCKS' as const })),
  ...(parent ? [{ to: parent, kind: 'PARENT' as const }] : []),
]

/** In an order in which everything comes after what it links to. A link that would close a circle becomes a missing one. */
export function inOrder(linked: readonly Linked[]): Linked[] {
  const dependents = new Map<Row, Linked[]>()
  const waits = new Map<Linked, number>()
  for (const one of linked) {
    const targets = new Set(one.links.flatMap(({ target }) => ('row' in target ? [target.row] : [])))
    waits.set(one, targets.size)
    for (const target of targets) dependents.set(target, [...(dependents.get(target) ?? []), one])
  }
  const ordered: Linked[] = []
  const done = new Set<Row>()
  const place = (first: Linked) => {
    const queue = [first]
    for (const one of queue) {
      ordered.push(one)
      done.add(one.row)
      for (const dependent of dependents.get(one.row) ?? []) {
        const left = (waits.get(dependent) ?? 0) - 1
        waits.set(dependent, left)
        if (left === 0 && !done.has(dependent.row)) queue.push(dependent)
      }
    }
  }
  for (const one of linked) if (waits.get(one) === 0 && !done.has(one.row)) place(one)
  for (const one of linked) {
    if (done.has(one.row)) continue
    const isClosing = ({ target }: Linked['links'][number]) => 'row' in target && !done.has(target.row)
    one.missing.push(...one.links.filter(isClosing).map(({ link }) => ({ link, why: 'it would close a circle' })))
    one.links = one.links.filter((link) => !isClosing(link))
    place(one)
  }
  return ordered
}
