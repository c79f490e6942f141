import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { NotFoundError } from '#lib/errors.ts'
import { requireScope } from '../access.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { onTask } from '../task/act.ts'

const schema = z.object({ task: ref, level: z.enum(['FOLLOWING', 'MUTED', 'DEFAULT']), idempotencyKey })

/** Follows a task, mutes it, or does neither. Whoever sees the task may, a VIEWER too, also in an archived project. It makes no event. */
export async function watchTask(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  requireScope(caller, 'WORK')
  return onTask(caller, { name: 'watchTask', input: parsed, right: null }, async (w, { task }) => {
    if (task.deletedAt !== null) throw new NotFoundError('task', task.key)
    const id = { taskId: task.id, actorId: caller.actorId }
    const { level } = parsed
    if (level === 'DEFAULT') await w.tx.watcher.deleteMany({ where: id })
    else
      await w.tx.watcher.upsert({
        where: { taskId_actorId: id },
        create: { ...id, level, createdAt: w.now },
        update: { level, createdAt: w.now },
      })
    return { task: task.id, level }
  })
}
