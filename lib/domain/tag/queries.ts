import { db } from '#lib/db.ts'
import { grouped } from '../grouped.ts'

export interface TagCount {
  tag: string
  tasks: number
}

/** The tags in use in each project with the number of their tasks, deleted ones too, by name. */
export async function tagCountsOf(projectIds: readonly string[]): Promise<Map<string, TagCount[]>> {
  const rows = await db().taskTag.groupBy({
    by: ['projectId', 'fold'],
    where: { projectId: { in: [...projectIds] } },
    _count: { _all: true },
    _min: { tag: true },
    orderBy: { fold: 'asc' },
  })
  const groups = grouped(rows, (row) => row.projectId)
  return new Map([...groups].map(([id, own]) => [id, own.map((row) => ({ tag: row._min.tag ?? row.fold, tasks: row._count._all }))]))
}
