'use client'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { MenuItem, MenuList } from '#app/_ui/menu.tsx'
import { PRIORITIES, PRIORITY, PriorityMark, type Priority } from '#app/_ui/status.tsx'

interface PriorityListProps {
  of: string
  /** Undefined where several differ. */
  value: Priority | undefined
  onPick: (priority: Priority) => void
  onClose: () => void
}

export function PriorityList({ of, value, onPick, onClose }: PriorityListProps) {
  return (
    <MenuList
      aria-label={`Priority of ${of}`}
      selectionMode="single"
      selectedKeys={value ? [value] : []}
      onClose={onClose}
      autoFocus="first"
    >
      {PRIORITIES.map((priority) => (
        <MenuItem key={priority} id={priority} textValue={PRIORITY[priority].word} onAction={() => priority !== value && onPick(priority)}>
          <PriorityMark priority={priority} word />
        </MenuItem>
      ))}
    </MenuList>
  )
}

interface AssigneeListProps {
  of: string
  value: string | null | undefined
  people: Assignable[]
  onPick: (actor: Assignable | null) => void
  onClose: () => void
}

export function AssigneeList({ of, value, people, onPick, onClose }: AssigneeListProps) {
  return (
    <MenuList
      aria-label={`Assignee of ${of}`}
      selectionMode="single"
      selectedKeys={value === undefined ? [] : [value ?? 'none']}
      onClose={onClose}
      autoFocus="first"
    >
      <MenuItem id="none" textValue="Nobody" onAction={() => value !== null && onPick(null)}>
        Nobody
      </MenuItem>
      {people.map((actor) => (
        <MenuItem
          key={actor.id}
          id={actor.id}
          textValue={`${actor.name} ${actor.handle}`}
          onAction={() => actor.id !== value && onPick(actor)}
        >
          <ActorName actor={actor} />
        </MenuItem>
      ))}
    </MenuList>
  )
}
