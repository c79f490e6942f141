import type { Write } from '#lib/write.ts'
import { grouped } from '../grouped.ts'
import { taskEvent } from '../task/act.ts'
import type { TaskRow } from '../task/types.ts'
import { overlapsWith, touchesOf } from './overlaps.ts'
import { spotOf } from './range.ts'

const MOST_TOLD = 50

/** A task was completed: tells holders and assignees of other open tasks that touch the same lines. */
export async function tellImpacted(w: Write, task: Pick<TaskRow, 'id' | 'key' | 'projectId'>) {
  const ours = await touchesOf(w.tx, [task.id])
  if (!ours.length) return
  const concerning = (await overlapsWith(w.tx, task.projectId, ours)).filter(({ task: other }) => {
    const who = other.holderId ?? other.assigneeId
    return who !== null && who !== w.caller.actorId
  })
  for (const overlaps of [...grouped(concerning, (overlap) => overlap.task.id).values()].slice(0, MOST_TOLD)) {
    const [first] = overlaps
    if (!first) continue
    const spots = [...new Set(overlaps.map((overlap) => spotOf(overlap.file, overlap.other, overlap.lines)))]
    taskEvent(w, 'FILES_IMPACTED', { ...first.task, projectId: task.projectId }, { subjectId: task.id, data: { with: task.key, spots } }, [
      { actorId: first.task.holderId ?? first.task.assigneeId, reason: 'IMPACTED' },
    ])
  }
}
