'use client'
import type { RefObject } from 'react'
import { ActorName } from '#app/_ui/actor.tsx'
import { MenuItem, MenuList } from '#app/_ui/menu.tsx'
import { Popover } from '#app/_ui/popover.tsx'
import { PRIORITIES, PriorityMark } from '#app/_ui/status.tsx'
import { StatusMenu } from './status-menu.tsx'
import type { Assignable, DialogKind, Opened } from './task-menu.tsx'
import { useTaskActs } from './use-task-acts.ts'

interface ChoicesProps extends Opened {
  anchor: RefObject<HTMLElement | null>
  people: Assignable[]
  onAsk: (kind: DialogKind) => void
  onClose: () => void
}

/** What a task's status, priority or assignee may become, at the button that was pressed. */
export function TaskChoices({ anchor, ...choices }: ChoicesProps) {
  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(isOpen) => !isOpen && choices.onClose()}
      placement="bottom start"
      aria-label="Change it"
    >
      <Choices {...choices} />
    </Popover>
  )
}

function Choices({ kind, task, people, onAsk, onClose }: Omit<ChoicesProps, 'anchor'>) {
  const acts = useTaskActs()
  if (kind === 'status') return <StatusMenu task={task} acts={acts} onAsk={onAsk} onClose={onClose} />
  if (kind === 'priority') {
    return (
      <MenuList
        aria-label={`Priority of ${task.key}`}
        selectionMode="single"
        selectedKeys={[task.priority]}
        onClose={onClose}
        autoFocus="first"
      >
        {PRIORITIES.map((priority) => (
          <MenuItem
            key={priority}
            id={priority}
            textValue={priority}
            onAction={() => priority !== task.priority && void acts.setPriority(task, priority)}
          >
            <PriorityMark priority={priority} word />
          </MenuItem>
        ))}
      </MenuList>
    )
  }
  const current = task.assignee?.id ?? 'none'
  return (
    <MenuList aria-label={`Assignee of ${task.key}`} selectionMode="single" selectedKeys={[current]} onClose={onClose} autoFocus="first">
      <MenuItem id="none" textValue="Nobody" onAction={() => task.assignee && void acts.assign(task, null)}>
        Nobody
      </MenuItem>
      {people.map((actor) => (
        <MenuItem
          key={actor.id}
          id={actor.id}
          textValue={actor.name}
          onAction={() => actor.id !== current && void acts.assign(task, actor)}
        >
          <ActorName actor={actor} />
        </MenuItem>
      ))}
    </MenuList>
  )
}
