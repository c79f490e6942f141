import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/id.ts'
import { fold } from './fields.ts'

/** Rows of a task's tags in the spelling first used in the project. */
export async function tagRows(tx: Tx, projectId: string, tags: readonly string[], known = new Map<string, string>()) {
  const missing = tags.map(fold).filter((folded) => !known.has(folded))
  if (missing.length) {
    const rows = await tx.taskTag.findMany({ where: { projectId, fold: { in: missing } }, distinct: ['fold'], select: { fold: true, tag: true } })
    for (const row of rows) known.set(row.fold, row.tag)
  }
  return tags.map((tag) => {
    const spelling = known.get(fold(tag)) ?? tag
    known.set(fold(tag), spelling)
    return { projectId, fold: fold(tag), tag: spelling }
  })
}

export async function replaceTags(tx: Tx, task: { id: string; projectId: string }, tags: readonly string[]) {
  const rows = await tagRows(tx, task.projectId, tags)
  await tx.taskTag.deleteMany({ where: { taskId: task.id } })
  if (rows.length) await tx.taskTag.createMany({ data: rows.map((row) => ({ ...row, taskId: task.id })) })
  return rows.map((row) => row.tag)
}

export async function replaceCapabilities(tx: Tx, taskId: string, capabilities: readonly string[]) {
  await tx.requiredCapability.deleteMany({ where: { taskId } })
  if (capabilities.length) await tx.requiredCapability.createMany({ data: capabilities.map((capability) => ({ taskId, capability })) })
}

export const criterionRow = (taskId: string, text: string, position: number) => ({ id: newId('cri'), taskId, position, text })
