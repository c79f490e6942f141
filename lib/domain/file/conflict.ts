import type { Write } from '#lib/write.ts'
import { grouped } from '../grouped.ts'
import { taskEvent } from '../task/act.ts'
import type { TaskRow } from '../task/types.ts'
import { overlapsWith, type OtherTask, type Overlap, type Touch, touchesOf } from './overlaps.ts'
import { spotOf } from './range.ts'

/** In a file that everybody touches, the first so many tasks are told of each other; more would tell nobody anything. */
const MOST_TOLD = 50

/** One side of a conflict: who works on a task hears of the other task. */
interface Side {
  task: Pick<OtherTask, 'id' | 'key' | 'version'>
  holderId: string
  other: Pick<OtherTask, 'id' | 'key'>
  spots: string[]
}

/**
 * Tells both who work on two tasks in progress that touch the same lines, each once of a pair and its lines.
 * Call it when a task came into progress or got another holder, or with the references that a task in progress got.
 * It is the system's event: the second to come hears of it as well as the first.
 */
export async function tellConflicts(
  w: Write,
  task: Pick<TaskRow, 'id' | 'key' | 'projectId' | 'version'>,
  holderId: string,
  touches?: readonly Touch[],
) {
  const ours = touches ?? (await touchesOf(w.tx, [task.id]))
  if (!ours.length) return
  const overlaps = await overlapsWith(w.tx, task.projectId, ours, ['IN_PROGRESS'])
  const sides = [...grouped(overlaps, (overlap) => overlap.task.id).values()]
    .slice(0, MOST_TOLD)
    .flatMap((of) => sidesOf(task, holderId, of))
  if (!sides.length) return
  const known = await toldBefore(w, task.id, sides)
  for (const side of sides) {
    const spots = side.spots.filter((spot) => !known.has(tellingOf(side.task.id, side.other.id, side.holderId, spot)))
    if (!spots.length) continue
    taskEvent(
      w,
      'FILES_CONFLICT',
      { ...side.task, projectId: task.projectId },
      { actorId: null, subjectId: side.other.id, data: { with: side.other.key, holder: side.holderId, spots } },
      [{ actorId: side.holderId, reason: 'CONFLICT' }],
    )
  }
}

/** Nobody is in conflict with themselves. */
function sidesOf(task: Side['task'] & { projectId: string }, holderId: string, overlaps: Overlap[]): Side[] {
  const other = overlaps[0]?.task
  const otherHolder = other && (other.holderId ?? other.assigneeId)
  if (!otherHolder || otherHolder === holderId) return []
  const spots = [...new Set(overlaps.map((overlap) => spotOf(overlap.file, overlap.other, overlap.lines)))]
  return [
    { task, holderId, other, spots },
    { task: other, holderId: otherHolder, other: task, spots },
  ]
}

async function toldBefore(w: Write, taskId: string, sides: readonly Side[]) {
  const others = sides.map((side) => side.other.id).filter((id) => id !== taskId)
  const told = await w.tx.event.findMany({
    where: {
      action: 'FILES_CONFLICT',
      OR: [
        { taskId, subjectId: { in: others } },
        { taskId: { in: others }, subjectId: taskId },
      ],
    },
    select: { taskId: true, subjectId: true, data: true },
  })
  const tellings = told.flatMap(({ taskId: on, subjectId: about, data }) => {
    const { holder, spots } = JSON.parse(data) as { holder: string; spots: string[] }
    return spots.map((spot) => tellingOf(on, about, holder, spot))
  })
  return new Set(tellings)
}

const tellingOf = (on: string | null, about: string | null, holder: string, spot: string) => `${on} ${about} ${holder} ${spot}`
