'use client'
import { useMemo } from 'react'
import { taskPath } from '#app/_tasks/task.ts'
import { MenuItem, MenuLine, MenuList } from '#app/_ui/menu.tsx'
import { Popover } from '#app/_ui/popover.tsx'
import { copyText } from '#app/_ui/clipboard.ts'
import type { GraphTask } from './documents.ts'
import type { Side } from './reach.ts'

interface NodeMenuProps {
  task: GraphTask
  anchor: HTMLElement
  project: string
  canLink: boolean
  onClose: () => void
  onLink: (side: Side) => void
  onAround: () => void
  onSelect: () => void
}

/** What can be done with a plate: by the right button, by Shift and F10, or by the menu key. */
export default function NodeMenu({ task, anchor, project, canLink, onClose, onLink, onAround, onSelect }: NodeMenuProps) {
  const at = useMemo(() => ({ current: anchor }), [anchor])
  const copy = () => void copyText(task.key, task.key)
  return (
    <Popover triggerRef={at} isOpen onOpenChange={(isOpen) => !isOpen && onClose()} placement="bottom start" aria-label={task.key}>
      <MenuList aria-label={`What to do with ${task.key}`} onClose={onClose} autoFocus="first">
        <MenuItem id="show" icon="right" onAction={onSelect}>
          Show beside the graph
        </MenuItem>
        <MenuItem id="open" icon="tasks" href={taskPath(project, task.key)}>
          Open task
        </MenuItem>
        <MenuItem id="around" icon="graph" onAction={onAround}>
          Only what is around it
        </MenuItem>
        <MenuLine />
        {canLink && (
          <MenuItem id="waits" icon="blocked-by" shortcut="M B" onAction={() => onLink('waits')}>
            Blocked by…
          </MenuItem>
        )}
        {canLink && (
          <MenuItem id="blocks" icon="blocks" shortcut="M O" onAction={() => onLink('blocks')}>
            Blocks…
          </MenuItem>
        )}
        <MenuItem id="copy" icon="copy" onAction={copy}>
          Copy key
        </MenuItem>
      </MenuList>
    </Popover>
  )
}
