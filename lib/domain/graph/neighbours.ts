import type { Write } from '#lib/write.ts'
import { chunks } from '../chunks.ts'

/** Tasks that directly gate these. */
export async function blockersOf(w: Pick<Write, 'tx'>, ids: string[]): Promise<string[]> {
  return neighbours(w, ids, 'dependsOnId', 'taskId')
}

/** Tasks that these gate directly. */
export async function dependentsOf(w: Pick<Write, 'tx'>, ids: string[]): Promise<string[]> {
  return neighbours(w, ids, 'taskId', 'dependsOnId')
}

async function neighbours(w: Pick<Write, 'tx'>, ids: string[], wanted: 'taskId' | 'dependsOnId', given: 'taskId' | 'dependsOnId') {
  const found = new Set<string>()
  for (const some of chunks(ids)) {
    const edges = await w.tx.dependency.findMany({
      where: { [given]: { in: some }, kind: 'BLOCKS', releasedAt: null },
      select: { taskId: true, dependsOnId: true },
    })
    for (const edge of edges) found.add(edge[wanted])
  }
  return [...found]
}
