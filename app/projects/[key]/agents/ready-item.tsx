'use client'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useRef, useState } from 'react'
import { useDrag } from 'react-aria-components/useDrag'
import { taskPath } from '#app/_tasks/task.ts'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { Key } from '#app/_ui/list.tsx'
import { PriorityMark } from '#app/_ui/status.tsx'
import type { Agent, ReadyTask } from './documents.ts'
import { TASK_TYPE, useCarrying } from './drag.tsx'

const AssignMenu = dynamic(() => import('./assign-menu.tsx').then((file) => file.AssignMenu), { ssr: false })

/** A ready task: dragged to an agent by mouse, or from its handle by keyboard; or assigned by its menu. */
export function ReadyItem({ project, task, agents }: { project: string; task: ReadyTask; agents: readonly Agent[] }) {
  const { pickUp, putDown } = useCarrying()
  const opener = useRef<HTMLSpanElement>(null)
  const [isOpen, setOpen] = useState(false)
  const canAssign = task.viewerCan.includes('ASSIGN') && agents.length > 0
  const { dragProps, dragButtonProps, isDragging } = useDrag({
    hasDragButton: true,
    isDisabled: !canAssign,
    getItems: () => [{ [TASK_TYPE]: task.id, 'text/plain': `${task.key} ${task.title}` }],
    getAllowedDropOperations: () => ['move'],
    onDragStart: () => pickUp(task),
    onDragEnd: putDown,
  })
  return (
    <li {...dragProps} className="ready-item" data-dragging={isDragging || undefined} data-movable={canAssign || undefined}>
      {canAssign ? (
        <IconButton {...dragButtonProps} icon="grip" label={`Drag ${task.key}`} className="w-6 cursor-grab max-sm:w-11" />
      ) : (
        <span />
      )}
      <div className="min-w-0">
        <Link
          href={taskPath(project, task.key)}
          draggable={false}
          className="line-clamp-2 font-[540] [overflow-wrap:anywhere] hover:underline"
        >
          {task.title}
        </Link>
        <span className="flex flex-wrap items-center gap-x-1.5 text-ink-2">
          <PriorityMark priority={task.priority} />
          <Key>{task.key}</Key>
          {task.requiredCapabilities.length > 0 && (
            <span>
              needs <span className="mono">{task.requiredCapabilities.join(', ')}</span>
            </span>
          )}
        </span>
      </div>
      {canAssign && (
        <span ref={opener}>
          <Button aria-label={`Assign ${task.key}`} aria-haspopup="menu" onPress={() => setOpen(true)}>
            Assign
          </Button>
          {isOpen && <AssignMenu task={task} agents={agents} trigger={opener} onClose={() => setOpen(false)} />}
        </span>
      )}
    </li>
  )
}
