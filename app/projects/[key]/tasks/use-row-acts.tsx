'use client'
import { useMemo } from 'react'
import type { Change } from '#app/_tasks/change.ts'
import type { TaskRow } from '#app/_tasks/task.ts'
import { useSave } from '#app/_tasks/use-save.tsx'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import type { Priority } from '#app/_ui/status.tsx'
import { refuse } from '#app/_ui/toast.tsx'
import { meanwhile } from './patches.ts'

type Assignee = NonNullable<TaskRow['assignee']>

/** The acts of a row: it shows what is asked for at once, and what it was when that is refused. `dialog` asks where others changed the same. */
export function useRowActs() {
  const acts = useTaskActs()
  const { save, dialog } = useSave()
  const own = useMemo(() => {
    async function change(task: TaskRow, fields: Change & Partial<TaskRow>) {
      const issues = await meanwhile(task.id, fields, save(task, fields))
      const first = issues && Object.values(issues)[0]
      if (first) refuse(`${task.key} was not changed.`, { detail: first })
      return issues === null
    }
    return {
      ...acts,
      start: (task: TaskRow) => meanwhile(task.id, { status: 'IN_PROGRESS' }, acts.start(task)),
      complete: (task: TaskRow, force?: { reason: string }) => meanwhile(task.id, { status: 'COMPLETED' }, acts.complete(task, force)),
      assign: (task: TaskRow, to: Assignee | null) => meanwhile(task.id, { assignee: to }, acts.assign(task, to)),
      setPriority: (task: TaskRow, priority: Priority) => change(task, { priority }),
      setTags: (task: TaskRow, tags: string[]) => change(task, { tags }),
      rename: (task: TaskRow, title: string) => change(task, { title }),
      setDeadline: (task: TaskRow, deadline: string | null) => change(task, { deadline }),
      setEstimate: (task: TaskRow, estimatedHours: number | null) => change(task, { estimatedHours }),
    }
  }, [acts, save])
  return { acts: own, dialog }
}

export type RowActs = ReturnType<typeof useRowActs>['acts']
