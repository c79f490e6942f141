import { chunks } from '#lib/chunks.ts'
import { Prisma } from '#lib/db.ts'
import type { Write } from '#lib/write.ts'

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
    // Raw, as all reads in the path of every write (see rows.ts).
    const edges = await w.tx.$queryRaw<{ id: string }[]>`
      SELECT ${column(wanted)} AS "id" FROM "Dependency" d
      WHERE ${column(given)} IN (${Prisma.join(some)}) AND d."kind" = 'BLOCKS' AND d."releasedAt" IS NULL`
    for (const { id } of edges) found.add(id)
  }
  return [...found]
}

const column = (name: 'taskId' | 'dependsOnId') => Prisma.raw(`d."${name}"`)
