'use client'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { MenuItem, MenuList } from '#app/_ui/menu.tsx'
import { Popover } from '#app/_ui/popover.tsx'
import { PRIORITIES, PriorityMark } from '#app/_ui/status.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import type { TaskRow } from './task.ts'
import { StatusMenu } from './status-menu.tsx'
import { useTaskActs } from './use-task-acts.ts'

const TaskDialog = dynamic(() => import('./task-dialog.tsx').then((file) => file.TaskDialog))

export type MenuKind = 'status' | 'priority' | 'assignee'
/** Acts that need a word first. */
export type DialogKind = 'cancel' | 'hold' | 'force'
export interface Assignable {
  id: string
  kind: 'PERSON' | 'AGENT'
  handle: string
  name: string
}

interface Opened {
  kind: MenuKind
  task: TaskRow
}

/** One menu for all rows: a row costs plain buttons, and the menu opens at the one that was pressed. */
export function useTaskMenu(people: Assignable[]) {
  const anchor = useRef<HTMLElement>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [asking, setAsking] = useState<{ kind: DialogKind; task: TaskRow } | null>(null)
  const close = () => setOpened(null)
  return {
    open(kind: MenuKind, task: TaskRow, at: HTMLElement) {
      anchor.current = at
      setOpened({ kind, task })
    },
    element: (
      <>
        {opened && (
          <Popover key={opened.kind} triggerRef={anchor} isOpen onOpenChange={(isOpen) => !isOpen && close()} placement="bottom start">
            <Choices {...opened} people={people} onAsk={(kind) => setAsking({ kind, task: opened.task })} onClose={close} />
          </Popover>
        )}
        {asking && <TaskDialog {...asking} onClose={() => setAsking(null)} />}
      </>
    ),
  }
}

interface ChoicesProps extends Opened {
  people: Assignable[]
  onAsk: (kind: DialogKind) => void
  onClose: () => void
}

function Choices({ kind, task, people, onAsk, onClose }: ChoicesProps) {
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
