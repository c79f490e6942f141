import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { chunks } from '#lib/chunks.ts'
import { InvalidInputError, NotFoundError } from '#lib/errors.ts'
import type { Write } from '#lib/write.ts'
import { oneOf } from '../one-of.ts'
import { grouped } from '../grouped.ts'
import { idempotencyKey, label, parse, ref } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { inProject } from '../project/locate.ts'
import { taskEvent } from '../task/act.ts'
import { fold } from '../task/fields.ts'

const schema = z.object({
  project: ref,
  tag: label(LIMITS.tag),
  to: label(LIMITS.tag).nullable(),
  idempotencyKey,
})

/**
 * Renames a tag on every task of a project, deleted ones too; into one that exists, the two become one; `to: null` takes it off all.
 * One write: every task gets its event and its version, as if the tag had been changed there.
 */
export async function renameTag(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return inProject(caller, { name: 'renameTag', input: parsed, right: 'MANAGE_TAGS' }, async (w, { id: projectId }) => {
    const tagged = await w.tx.taskTag.findMany({ where: { projectId, fold: fold(parsed.tag) } })
    if (!tagged.length) throw new NotFoundError('tag', parsed.tag)
    if (tagged.length > LIMITS.tasksPerTagChange)
      throw new InvalidInputError([
        { field: 'tag', message: `is on ${tagged.length} tasks; at most ${LIMITS.tasksPerTagChange} are changed at once` },
      ])
    const to = parsed.to === null ? null : await spelling(w, projectId, parsed.tag, parsed.to)
    if (tagged.every((row) => row.tag === to)) return { project: projectId, tasks: 0 }
    const ids = tagged.map((row) => row.taskId)
    const before = await tagsOf(w, ids)
    await replace(w, projectId, fold(parsed.tag), to, ids)
    await record(w, ids, before)
    return { project: projectId, tasks: ids.length }
  })
}

/** Another tag keeps the spelling in which it was first used. */
async function spelling(w: Write, projectId: string, from: string, to: string) {
  if (fold(from) === fold(to)) return to
  return (await w.tx.taskTag.findFirst({ where: { projectId, fold: fold(to) } }))?.tag ?? to
}

async function replace(w: Write, projectId: string, from: string, to: string | null, ids: readonly string[]) {
  if (to === null) return void (await w.tx.taskTag.deleteMany({ where: { projectId, fold: from } }))
  if (fold(to) !== from)
    for (const some of chunks(ids)) {
      const both = await w.tx.taskTag.findMany({ where: { taskId: oneOf(some), fold: fold(to) }, select: { taskId: true } })
      const twice = both.map((row) => row.taskId)
      if (twice.length) await w.tx.taskTag.deleteMany({ where: { taskId: { in: twice }, fold: from } })
    }
  await w.tx.taskTag.updateMany({ where: { projectId, fold: from }, data: { fold: fold(to), tag: to } })
}

async function record(w: Write, ids: readonly string[], before: Map<string, string[]>) {
  const after = await tagsOf(w, ids)
  for (const some of chunks(ids)) {
    const where = { id: oneOf(some) }
    await w.tx.task.updateMany({ where, data: { version: { increment: 1 }, updatedAt: w.now } })
    const select = { id: true, key: true, projectId: true, version: true }
    for (const task of await w.tx.task.findMany({ where, select })) {
      const changes = [{ field: 'tags', old: before.get(task.id) ?? [], new: after.get(task.id) ?? [] }]
      taskEvent(w, 'TAG_CHANGED', task, { changes })
    }
  }
}

async function tagsOf(w: Write, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = []
  for (const some of chunks(ids)) rows.push(...(await w.tx.taskTag.findMany({ where: { taskId: oneOf(some) } })))
  return new Map([...grouped(rows, (row) => row.taskId)].map(([id, own]) => [id, own.map((row) => row.tag).sort()]))
}
