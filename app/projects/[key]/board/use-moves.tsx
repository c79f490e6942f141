'use client'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { refuseBecause } from '#app/_graphql/acts.ts'
import type { TaskRow } from '#app/_tasks/task.ts'
import type { DialogKind } from '#app/_tasks/task-menu.tsx'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import { refuse } from '#app/_ui/toast.tsx'
import type { OnRefused } from '#app/_tasks/calls.ts'
import type { Column } from './columns.ts'
import { useOverlay } from './use-overlay.ts'
import { verdictOf } from './verdict.ts'

const TaskDialog = dynamic(() => import('#app/_tasks/task-dialog.tsx').then((file) => file.TaskDialog), { ssr: false })
const FinishDialog = dynamic(() => import('./finish-dialog.tsx').then((file) => file.FinishDialog), { ssr: false })

/** Moving a card is the act that brings its task there; what wants a word first opens its dialog. */
export function useMoves(project: string) {
  const overlay = useOverlay()
  const [asking, setAsking] = useState<{ kind: DialogKind; task: TaskRow } | null>(null)
  const [finishing, setFinishing] = useState<TaskRow | null>(null)
  const completing = useRef<TaskRow | null>(null)
  // What stands against completing is shown where it can be dealt with; all else is told.
  const [onRefused] = useState(() => (refusal: Parameters<OnRefused>[0]) => {
    const task = completing.current
    if (task && (refusal.__typename === 'CriteriaUnmetError' || refusal.__typename === 'TaskBlockedError')) setFinishing(task)
    else refuseBecause(refusal)
  })
  const acts = useTaskActs(onRefused)

  async function complete(task: TaskRow) {
    completing.current = task
    const isDone = await acts.complete(task)
    completing.current = null
    return isDone
  }

  function move(task: TaskRow, { common, id }: Column) {
    const verdict = verdictOf(task, common)
    if (verdict.kind === 'here') return
    if (verdict.kind === 'refused') return refuse(`${task.key} stays where it is.`, { detail: verdict.why })
    const at = (act: () => Promise<boolean>) => void overlay.show(task, id, act)
    switch (verdict.act) {
      case 'start':
        return at(() => acts.start(task))
      case 'complete':
        return at(() => complete(task))
      case 'release':
        return at(() => acts.release(task))
      case 'releaseHold':
        return at(() => acts.releaseHold(task))
      case 'reopen':
        return at(() => acts.reopen(task))
      case 'assign':
        return common.by === 'assignee' && at(() => acts.assign(task, common.assignee))
      case 'setPriority':
        return common.by === 'priority' && at(() => acts.setPriority(task, common.priority))
      case 'forceComplete':
        return setFinishing(task)
      case 'hold':
      case 'cancel':
        return setAsking({ kind: verdict.act, task })
      default:
        return verdict.act satisfies never
    }
  }

  return {
    move,
    over: overlay.over,
    element: (
      <>
        {asking && <TaskDialog {...asking} onClose={() => setAsking(null)} />}
        {finishing && <FinishDialog project={project} task={finishing.key} onClose={() => setFinishing(null)} />}
      </>
    ),
  }
}
