'use client'
import type { RefObject } from 'react'
import { StatusMenu } from '#app/_tasks/status-menu.tsx'
import type { Assignable, DialogKind } from '#app/_tasks/task-menu.tsx'
import type { TaskRow } from '#app/_tasks/task.ts'
import { Popover } from '#app/_ui/popover.tsx'
import type { PickerKind } from './cell.tsx'
import { AssigneeList, PriorityList } from './pick-lists.tsx'
import { BulkStatusList, type BulkAsk } from './bulk-status.tsx'
import { DeadlinePick, EstimatePick } from './pick-values.tsx'
import { TagPick } from './tag-pick.tsx'
import type { BulkActs } from './use-bulk.ts'
import type { RowActs } from './use-row-acts.tsx'

export interface PickerProps {
  kind: PickerKind
  /** One: the row's own. Several: all that is selected. */
  tasks: TaskRow[]
  isBulk: boolean
  anchor: RefObject<HTMLElement | null>
  people: Assignable[]
  tags: string[]
  acts: RowActs
  bulk: BulkActs
  onAsk: (kind: DialogKind, task: TaskRow) => void
  onAskBulk: (kind: BulkAsk) => void
  onClose: () => void
}

/** Changes one value of a row, or of all that is selected, under the control or row it was opened from. */
export function Picker(props: PickerProps) {
  const { anchor, isBulk, onClose } = props
  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      placement={isBulk ? 'top start' : 'bottom start'}
      aria-label="Change it"
    >
      <Choices {...props} />
    </Popover>
  )
}

function Choices({ kind, tasks, isBulk, people, tags, acts, bulk, onAsk, onAskBulk, onClose }: PickerProps) {
  const [task] = tasks
  if (!task) return null
  const of = isBulk ? `${tasks.length} tasks` : task.key
  const same = <V,>(value: (task: TaskRow) => V) => (tasks.every((one) => value(one) === value(task)) ? value(task) : undefined)
  switch (kind) {
    case 'status':
      if (!isBulk) return <StatusMenu task={task} acts={acts} onAsk={(ask) => onAsk(ask, task)} onClose={onClose} />
      return <BulkStatusList tasks={tasks} acts={bulk} onAsk={onAskBulk} onClose={onClose} />
    case 'priority':
      return (
        <PriorityList
          of={of}
          value={same(({ priority }) => priority)}
          onClose={onClose}
          onPick={(priority) => void (isBulk ? bulk.setPriority(tasks, priority) : acts.setPriority(task, priority))}
        />
      )
    case 'assignee':
      return (
        <AssigneeList
          of={of}
          value={same(({ assignee }) => assignee?.id ?? null)}
          people={people}
          onClose={onClose}
          onPick={(actor) => void (isBulk ? bulk.assign(tasks, actor) : acts.assign(task, actor))}
        />
      )
    case 'tags':
      return (
        <TagPick
          of={of}
          tags={tags}
          tasks={tasks}
          onClose={onClose}
          onDone={(added, removed) => {
            if (isBulk) return void bulk.changeTags(tasks, added, removed)
            void acts.setTags(task, [...task.tags.filter((tag) => !removed.includes(tag)), ...added])
          }}
        />
      )
    case 'deadline':
      return (
        <DeadlinePick
          of={of}
          value={same(({ deadline }) => deadline) ?? null}
          onClose={onClose}
          onPick={(deadline) => void (isBulk ? bulk.setDeadline(tasks, deadline) : acts.setDeadline(task, deadline))}
        />
      )
    case 'estimate':
      return (
        <EstimatePick of={task.key} value={task.estimatedHours} onClose={onClose} onPick={(hours) => void acts.setEstimate(task, hours)} />
      )
  }
}
