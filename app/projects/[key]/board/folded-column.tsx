'use client'
import { useRef, type RefObject } from 'react'
import { useDrop } from 'react-aria/useDrop'
import type { TaskRow } from '#app/_tasks/task.ts'
import { IconButton } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { PriorityMark, StatusMark } from '#app/_ui/status.tsx'
import type { Column } from './columns.ts'
import { verdictOf } from './verdict.ts'

interface FoldedColumnProps {
  column: Column
  dragged: TaskRow | null
  draggedNow: RefObject<TaskRow | null>
  onDrop: (task: TaskRow) => void
  onUnfold: () => void
}

/** A column that shows its head alone and reads nothing; cards can be dropped on it all the same. */
export function FoldedColumn({ column: { id, common, group }, dragged, draggedNow, onDrop, onUnfold }: FoldedColumnProps) {
  const section = useRef<HTMLElement>(null)
  const { dropProps, isDropTarget } = useDrop({
    ref: section,
    getDropOperation: () => {
      const task = draggedNow.current
      return task && verdictOf(task, common).kind === 'act' ? 'move' : 'cancel'
    },
    onDrop: () => draggedNow.current && onDrop(draggedNow.current),
  })
  const verdict = dragged ? verdictOf(dragged, common) : null
  return (
    <section
      {...dropProps}
      ref={section}
      tabIndex={-1}
      aria-label={`${group.title}, folded${verdict?.kind === 'act' ? `: ${verdict.words}` : ''}`}
      className="board-column board-folded"
      data-column={id}
      data-verdict={verdict?.kind}
      data-target={isDropTarget || undefined}
    >
      <IconButton icon="plus" label={`Unfold ${group.title}`} onPress={onUnfold} />
      {common.by === 'status' && <StatusMark status={common.status} />}
      {common.by === 'priority' && <PriorityMark priority={common.priority} />}
      <h2 className="words head">{group.title}</h2>
      <span className="mono words text-ink-2">{group.count.toLocaleString('en')}</span>
      {verdict?.kind === 'act' && <span className="words strong">Drop: {verdict.words}</span>}
      {verdict?.kind === 'refused' && (
        <span className="words inline-flex min-h-0 items-center gap-1 truncate text-stop-ink">
          <Icon name="stop" />
          {verdict.why}
        </span>
      )}
    </section>
  )
}
