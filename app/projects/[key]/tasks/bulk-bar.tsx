'use client'
import type { TaskRow } from '#app/_tasks/task.ts'
import { Button, IconButton } from '#app/_ui/button.tsx'
import type { Outcome } from './bulk.ts'
import type { PickerKind } from './cell.tsx'
import type { Progress } from './use-bulk.ts'

interface BulkBarProps {
  tasks: TaskRow[]
  progress: Progress | null
  /** What was refused the last time, until it is closed. */
  refused: { outcome: Outcome; words: string } | null
  onCloseRefused: () => void
  onPick: (kind: PickerKind, at: HTMLElement) => void
  onDelete: () => void
  onTemplate: () => void
  onClear: () => void
}

const PICKS: { kind: PickerKind; word: string; key: string }[] = [
  { kind: 'status', word: 'Status', key: 'S' },
  { kind: 'priority', word: 'Priority', key: 'P' },
  { kind: 'assignee', word: 'Assign', key: 'A' },
  { kind: 'tags', word: 'Tags', key: 'L' },
  { kind: 'deadline', word: 'Deadline', key: 'D' },
]

/** Floats while tasks are selected: what can be done with all of them, and who refused. */
export function BulkBar({ tasks, progress, refused, onCloseRefused, onPick, onDelete, onTemplate, onClear }: BulkBarProps) {
  const count = `${tasks.length.toLocaleString('en')} selected`
  const hours = tasks.reduce((sum, { estimatedHours }) => sum + (estimatedHours ?? 0), 0)
  const claimed = tasks.filter(({ claim }) => claim).length
  return (
    <div className="bulk-place">
      {refused && <RefusedList {...refused} onClose={onCloseRefused} />}
      {tasks.length > 0 && (
        <div role="toolbar" aria-label={count} className="bulk">
          <b className="whitespace-nowrap tabular-nums">{count}</b>
          <span className="sep" />
          {PICKS.map(({ kind, word, key }) => (
            <Button
              key={kind}
              variant="fascia"
              data-bulk={kind}
              shortcut={key}
              isDisabled={progress !== null}
              className={`border-transparent bulk-${kind}`}
              onPress={({ target }) => target instanceof HTMLElement && onPick(kind, target)}
            >
              {word}
            </Button>
          ))}
          <Button
            variant="fascia"
            isDisabled={progress !== null}
            className="border-transparent"
            aria-label="Save as a template"
            onPress={onTemplate}
          >
            Template
          </Button>
          <Button
            variant="fascia"
            isDisabled={progress !== null}
            className="bulk-delete border-transparent"
            shortcut="#"
            onPress={onDelete}
          >
            Delete
          </Button>
          <span className="sep" />
          <span role="status" className="note mono">
            {progress
              ? `${progress.doing}: ${progress.count.toLocaleString('en')} of ${progress.of.toLocaleString('en')}`
              : [hours > 0 && `${Math.round(hours * 10) / 10} h in all`, claimed ? `${claimed} claimed` : 'none claimed']
                  .filter(Boolean)
                  .join(', ')}
          </span>
          <IconButton icon="close" label="Clear the selection" variant="fascia" className="border-transparent" onPress={onClear} />
        </div>
      )}
    </div>
  )
}

function RefusedList({ outcome, words, onClose }: { outcome: Outcome; words: string; onClose: () => void }) {
  return (
    <div role="alert" className="refused">
      <div className="flex items-center gap-2 border-b border-joint py-1 pr-1 pl-3">
        <b className="min-w-0 flex-1">{words}</b>
        <IconButton icon="close" label="Close what was refused" onPress={onClose} />
      </div>
      <ul>
        {outcome.refused.map(({ task, reason }) => (
          <li key={task.id} className="flex gap-2 border-b border-joint px-3 py-1.5 last:border-0">
            <span className="mono text-ink-2">{task.key}</span>
            <span className="min-w-0 [overflow-wrap:anywhere]">{reason}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
