import { ACYCLIC, refuseCycle } from '#lib/domain/dependency/cycle.ts'
import { DependencyCycleError } from '#lib/domain/dependency/errors.ts'
import { newId } from '#lib/id.ts'
import type { Write } from '#lib/write.ts'
import type { Run } from './apply.ts'
import { InterruptedError } from './interrupted.ts'
import type { KnownEdge, KnownTask } from './known.ts'
import type { ResolvedLink } from './links.ts'
import type { Touched } from './touched.ts'

export async function dropLinks(w: Write, edges: readonly KnownEdge[], touched: Touched) {
  if (!edges.length) return
  await w.tx.dependency.deleteMany({ where: { id: { in: edges.map((edge) => edge.id) } } })
  for (const edge of edges) if (edge.kind === 'BLOCKS') touched.edge(edge)
}

/** Stores edges that the plan has found good, and looks again: others may have added theirs since. */
export async function storeLinks(
  w: Write,
  run: Run,
  known: (externalKey: string) => KnownTask | undefined,
  links: readonly ResolvedLink[],
  touched: Touched,
) {
  const rows = links.flatMap(({ from, target, kind, origin, createdBy, createdAt }) => {
    const [taskId, dependsOnId] = [known(from)?.id, known(target)?.id]
    if (!taskId || !dependsOnId) return []
    return [{ id: newId('dep'), projectId: run.project.id, taskId, dependsOnId, kind, origin, createdById: run.who(createdBy), createdAt }]
  })
  if (!rows.length) return
  const ids = [...new Set(rows.map((row) => row.taskId))]
  const there = await w.tx.dependency.findMany({ where: { taskId: { in: ids } }, select: { taskId: true, dependsOnId: true, kind: true } })
  const present = new Set(there.map(nameOf))
  const parents = new Set(there.filter((edge) => edge.kind === 'PARENT').map((edge) => edge.taskId))
  const fresh = rows.filter((row) => !present.has(nameOf(row)))
  const second = fresh.find((row) => row.kind === 'PARENT' && parents.has(row.taskId))
  if (second) throw new InterruptedError('a task got another parent')
  await w.tx.dependency.createMany({ data: fresh })
  for (const row of fresh) {
    if (ACYCLIC.includes(row.kind)) await refuseMeanwhile(w, row)
    if (row.kind === 'BLOCKS') touched.edge(row)
  }
}

async function refuseMeanwhile(w: Write, row: { projectId: string; taskId: string; dependsOnId: string; kind: KnownEdge['kind'] }) {
  try {
    await refuseCycle(w.tx, row)
  } catch (error) {
    throw error instanceof DependencyCycleError ? new InterruptedError(error.message) : error
  }
}

const nameOf = (edge: { taskId: string; dependsOnId: string; kind: string }) => `${edge.taskId} ${edge.dependsOnId} ${edge.kind}`
