import type { Known, KnownEdge, Sorted } from './known.ts'
import { resolveLinks, type ResolvedLink } from './links.ts'
import type { Finding, PlannedTask } from './plan.ts'

export interface LinkPlan {
  add: ResolvedLink[]
  /** Links of an earlier import that the source holds no more. */
  drop: KnownEdge[]
  /** Links of the source that are there as they should be. */
  kept: number
  findings: Map<PlannedTask, Finding[]>
}

/** Links of new and changed tasks, and those of unchanged ones whose other end has come only now. */
export function planLinks(known: Known, { created, updated, unchanged }: Sorted): LinkPlan {
  const all = new Map([...created, ...updated, ...unchanged].map((task) => [task.externalKey, task]))
  const changed = new Set(updated.map((task) => task.externalKey))
  const isReplaced = (edge: KnownEdge) => edge.origin !== null && changed.has(known.nodeOf(edge.taskId))
  const fresh = new Set(created.map((task) => task.externalKey))
  const late = unchanged
    .map((task) => ({ task, links: task.links.filter((link) => fresh.has(link.target)) }))
    .filter(({ links }) => links.length > 0)
  const { links, findings } = resolveLinks([...created, ...updated, ...late.map(({ task, links }) => ({ ...task, links }))], all, {
    deleted: new Map([...known.tasks].map(([key, task]) => [key, task.deletedAt !== null])),
    edges: known.edges
      .filter((edge) => !isReplaced(edge))
      .map((edge) => ({ from: known.nodeOf(edge.taskId), to: known.nodeOf(edge.dependsOnId), kind: edge.kind })),
  })
  const present = new Map(known.edges.map((edge) => [nameOf(known.nodeOf(edge.taskId), known.nodeOf(edge.dependsOnId), edge.kind), edge]))
  const wanted = new Set(changed.size ? links.map((link) => nameOf(link.from, link.target, link.kind)) : [])
  const old = quiet(unchanged, known, all, fresh, findings)
  const add = present.size === 0 ? links : links.filter((link) => !present.has(nameOf(link.from, link.target, link.kind)))
  return {
    add,
    drop: [...present].filter(([name, edge]) => isReplaced(edge) && !wanted.has(name)).map(([, edge]) => edge),
    kept: links.length - add.length + old,
    findings,
  }
}

/** Reports the dangling links of unchanged tasks again, and counts the others. */
function quiet(
  unchanged: PlannedTask[],
  known: Known,
  all: ReadonlyMap<string, PlannedTask>,
  fresh: ReadonlySet<string>,
  findings: LinkPlan['findings'],
) {
  let kept = 0
  for (const task of unchanged) {
    const found: Finding[] = []
    for (const { target, origin } of task.links) {
      if (fresh.has(target)) continue
      if (known.tasks.has(target) || all.has(target)) kept += 1
      else found.push({ code: 'DANGLING_LINK', message: `${origin} → ${target} is not there` })
    }
    if (found.length) findings.set(task, found)
  }
  return kept
}

const nameOf = (from: string, to: string, kind: string) => JSON.stringify([from, to, kind])
