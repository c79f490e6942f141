'use client'
import type { IconName } from '#app/_ui/glyphs.ts'
import type { TaskAct, TaskRow } from '#app/_tasks/task.ts'
import { MenuItem, MenuList } from '#app/_ui/menu.tsx'
import type { BulkActs } from './use-bulk.ts'

/** Acts on many that want a word first. */
export type BulkAsk = 'hold' | 'cancel' | 'delete'

interface Move {
  act: TaskAct
  word: string
  icon: IconName
  stop?: boolean
  run: (acts: BulkActs, tasks: TaskRow[]) => unknown
  ask?: BulkAsk
}

const MOVES: Move[] = [
  { act: 'START', word: 'Start', icon: 'status-in-progress', run: (acts, tasks) => acts.start(tasks) },
  { act: 'COMPLETE', word: 'Complete', icon: 'status-completed', run: (acts, tasks) => acts.complete(tasks) },
  { act: 'HOLD', word: 'Hold…', icon: 'hold', run: () => {}, ask: 'hold' },
  { act: 'RELEASE_HOLD', word: 'Take off hold', icon: 'unblocked', run: (acts, tasks) => acts.releaseHold(tasks) },
  { act: 'REOPEN', word: 'Reopen', icon: 'undo', run: (acts, tasks) => acts.reopen(tasks) },
  { act: 'RESTORE', word: 'Restore', icon: 'undo', run: (acts, tasks) => acts.restore(tasks) },
  { act: 'CANCEL', word: 'Cancel…', icon: 'status-cancelled', stop: true, run: () => {}, ask: 'cancel' },
]

interface BulkStatusListProps {
  tasks: TaskRow[]
  acts: BulkActs
  onAsk: (kind: BulkAsk) => void
  onClose: () => void
}

/** What can be done with some of the selected tasks; it is tried with all, and who refuses is told. */
export function BulkStatusList({ tasks, acts, onAsk, onClose }: BulkStatusListProps) {
  const able = (act: TaskAct) => tasks.filter(({ viewerCan }) => viewerCan.includes(act)).length
  return (
    <MenuList aria-label={`What to do with ${tasks.length} tasks`} onClose={onClose} autoFocus="first">
      {MOVES.filter(({ act }) => able(act) > 0 || act === 'COMPLETE').map(({ act, word, icon, stop, run, ask }) => (
        <MenuItem key={act} id={act} textValue={word} icon={icon} stop={stop} onAction={() => (ask ? onAsk(ask) : void run(acts, tasks))}>
          {word}
          <span className="mono ml-auto pl-4 text-ink-3">
            {able(act)} of {tasks.length}
          </span>
        </MenuItem>
      ))}
    </MenuList>
  )
}
