import { chunks } from '#lib/chunks.ts'
import type { Tx } from '#lib/db.ts'
import type { FieldIssue } from '#lib/errors.ts'
import { spelled } from './locate.ts'
import type { ProjectRow } from './types.ts'

/** What a new task says of others, by their refs. */
export interface Linked {
  dependsOn?: readonly string[] | null | undefined
  parent?: string | null | undefined
}

/** How the tasks of one batch name each other, and where a field of one stands in the input. */
export interface Naming {
  /** Positions by ref. */
  positions: ReadonlyMap<string, number>
  path: (position: number, field: string) => string
}

/** A task that was there before. */
interface Present {
  id: string
  key: string
  /** Whether it is not COMPLETED. */
  isOpen: boolean
}

/** A dependency that a new task asks for. */
export interface Link {
  /** Position of the task that depends. */
  from: number
  /** Position of another new task, or one that was there before. */
  to: number | Present
  kind: 'BLOCKS' | 'PARENT'
}

/** The links that new tasks ask for, each once, and every ref that names nothing. A ref of the batch goes before a key of the project. */
export async function readLinks(tx: Tx, project: ProjectRow, tasks: readonly Linked[], { positions, path }: Naming) {
  const asked = tasks.flatMap(({ dependsOn, parent }, from) => [
    ...(dependsOn ?? []).map((ref, i) => ({ from, ref, kind: 'BLOCKS' as const, field: path(from, `dependsOn.${i}`) })),
    ...(parent ? [{ from, ref: parent, kind: 'PARENT' as const, field: path(from, 'parent') }] : []),
  ])
  const outside = asked.filter(({ ref }) => !positions.has(ref)).map(({ ref }) => spelled(ref))
  const present = await presentTasks(tx, project.id, [...new Set(outside)])
  const links = new Map<string, Link>()
  const faults: FieldIssue[] = []
  for (const { from, ref, kind, field } of asked) {
    const to = positions.get(ref) ?? present.get(spelled(ref))
    if (to === undefined) faults.push({ field, message: unknown(ref, project, positions.size > 0) })
    else if (to === from) faults.push({ field, message: `a task cannot ${kind === 'BLOCKS' ? 'depend on' : 'be part of'} itself` })
    else links.set(`${from} ${kind} ${typeof to === 'number' ? to : to.id}`, { from, to, kind })
  }
  return { links: [...links.values()], faults }
}

/** Looks up every task that was there before in a few statements, by id and by key. */
async function presentTasks(tx: Tx, projectId: string, refs: readonly string[]) {
  const select = { id: true, key: true, status: true } as const
  const found = new Map<string, Present>()
  for (const some of chunks(refs)) {
    const where = { projectId, deletedAt: null, OR: [{ id: { in: some } }, { key: { in: some } }] }
    for (const { id, key, status } of await tx.task.findMany({ where, select })) {
      const task = { id, key, isOpen: status !== 'COMPLETED' }
      found.set(id, task).set(key, task)
    }
  }
  return found
}

const unknown = (ref: string, { key }: ProjectRow, isBatch: boolean) =>
  isBatch ? `"${ref}" is neither a ref of this plan nor a task of ${key}` : `"${ref}" is no task of ${key}`
