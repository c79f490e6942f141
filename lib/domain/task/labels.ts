import { chunks } from '#lib/chunks.ts'
import { Prisma, type Tx } from '#lib/db.ts'
import { newId } from '#lib/id.ts'
import { fold } from './fields.ts'

/** Adds to `known` how the project already spells these tags, by their folded form. */
export async function learnSpellings(tx: Tx, projectId: string, tags: readonly string[], known: Map<string, string>) {
  const missing = [...new Set(tags.map(fold))].filter((folded) => !known.has(folded))
  for (const some of chunks(missing)) {
    // Raw: one row of each tag, where Prisma's `distinct` would read every task that has it.
    const rows = await tx.$queryRaw<{ fold: string; tag: string | null }[]>`
      WITH wanted(fold) AS (VALUES ${Prisma.join(some.map((folded) => Prisma.sql`(CAST(${folded} AS TEXT))`))})
      SELECT wanted.fold, (SELECT t."tag" FROM "TaskTag" t WHERE t."projectId" = ${projectId} AND t."fold" = wanted.fold LIMIT 1) AS "tag" FROM wanted`
    for (const row of rows) if (row.tag !== null) known.set(row.fold, row.tag)
  }
}

/** A tag in the spelling first used; a new one is remembered as it stands. */
export function tagRow(projectId: string, tag: string, known: Map<string, string>) {
  const spelling = known.get(fold(tag)) ?? tag
  known.set(fold(tag), spelling)
  return { projectId, fold: fold(tag), tag: spelling }
}

/** The tags that a task gets, in the spelling first used in the project. */
export async function tagRows(tx: Tx, projectId: string, tags: readonly string[]) {
  const known = new Map<string, string>()
  await learnSpellings(tx, projectId, tags, known)
  return tags.map((tag) => tagRow(projectId, tag, known))
}

export async function replaceTags(tx: Tx, taskId: string, rows: Awaited<ReturnType<typeof tagRows>>) {
  await tx.taskTag.deleteMany({ where: { taskId } })
  if (rows.length) await tx.taskTag.createMany({ data: rows.map((row) => ({ ...row, taskId })) })
}

export async function replaceCapabilities(tx: Tx, taskId: string, capabilities: readonly string[]) {
  await tx.requiredCapability.deleteMany({ where: { taskId } })
  if (capabilities.length) await tx.requiredCapability.createMany({ data: capabilities.map((capability) => ({ taskId, capability })) })
}

export const criterionRow = (taskId: string, text: string, position: number) => ({ id: newId('cri'), taskId, position, text })
