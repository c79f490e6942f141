'use client'
import type { IconName } from '#app/_ui/glyphs.ts'
import { MenuItem, MenuList } from '#app/_ui/menu.tsx'
import type { TaskAct, TaskRow } from './task.ts'
import type { DialogKind } from './task-menu.tsx'
import type { TaskActs } from './use-task-acts.ts'

interface Move {
  act: TaskAct
  word: string
  icon: IconName
  stop?: boolean
  run: (context: { task: TaskRow; acts: TaskActs; ask: (kind: DialogKind) => void }) => void
}

/** What may be done to a task's status, in the order of a task's life. The API says which of them now. */
const MOVES: Move[] = [
  { act: 'START', word: 'Start', icon: 'status-in-progress', run: ({ acts, task }) => void acts.start(task) },
  { act: 'COMPLETE', word: 'Complete', icon: 'status-completed', run: ({ acts, task }) => void acts.complete(task) },
  { act: 'FORCE_COMPLETE', word: 'Complete all the same…', icon: 'status-completed', run: ({ ask }) => ask('force') },
  { act: 'RELEASE_CLAIM', word: 'Release the claim', icon: 'undo', run: ({ acts, task }) => void acts.release(task) },
  { act: 'HOLD', word: 'Hold…', icon: 'hold', run: ({ ask }) => ask('hold') },
  { act: 'RELEASE_HOLD', word: 'Take off hold', icon: 'unblocked', run: ({ acts, task }) => void acts.releaseHold(task) },
  { act: 'REOPEN', word: 'Reopen', icon: 'undo', run: ({ acts, task }) => void acts.reopen(task) },
  { act: 'CANCEL', word: 'Cancel…', icon: 'status-cancelled', stop: true, run: ({ ask }) => ask('cancel') },
]

export function statusMoves(task: Pick<TaskRow, 'viewerCan'>) {
  return MOVES.filter(({ act }) => task.viewerCan.includes(act) && !(act === 'FORCE_COMPLETE' && task.viewerCan.includes('COMPLETE')))
}

interface StatusMenuProps {
  task: TaskRow
  acts: TaskActs
  onAsk: (kind: DialogKind) => void
  onClose: () => void
}

export function StatusMenu({ task, acts, onAsk, onClose }: StatusMenuProps) {
  return (
    <MenuList aria-label={`What to do with ${task.key}`} onClose={onClose} autoFocus="first">
      {statusMoves(task).map(({ act, word, icon, stop, run }) => (
        <MenuItem key={act} id={act} icon={icon} stop={stop} onAction={() => run({ task, acts, ask: onAsk })}>
          {word}
        </MenuItem>
      ))}
    </MenuList>
  )
}
