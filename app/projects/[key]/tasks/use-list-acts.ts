'use client'
import { useRef, useState, type RefObject } from 'react'
import type { DialogKind } from '#app/_tasks/task-menu.tsx'
import type { TaskRow } from '#app/_tasks/task.ts'
import type { BulkAsk } from './bulk-status.tsx'
import type { PickerKind } from './cell.tsx'
import type { Current } from './use-current.ts'
import { useRowActs } from './use-row-acts.tsx'
import type { Selection } from './use-selection.ts'

/** What floats above the list: a picker, a dialog, a task to point at. */
export type Floating =
  | { is: 'picker'; kind: PickerKind; tasks: TaskRow[]; isBulk: boolean }
  | { is: 'ask'; kind: DialogKind; task: TaskRow }
  | { is: 'askBulk'; kind: BulkAsk; tasks: TaskRow[] }
  | { is: 'link'; kind: 'BLOCKS' | 'DUPLICATES'; tasks: TaskRow[] }

interface Context {
  project: string
  current: Current
  selection: Selection
  byId: ReadonlyMap<string, TaskRow>
  list: RefObject<HTMLElement | null>
}

/** What can be done from the list, with the selected tasks or with the current one. What floats is loaded when it is first wanted. */
export function useListActs({ current, selection, byId, list }: Context) {
  const { acts, dialog } = useRowActs()
  const anchor = useRef<HTMLElement>(null)
  const [floating, setFloating] = useState<Floating | null>(null)
  const [renamed, setRenamed] = useState<TaskRow | null>(null)
  const [isWanted, setWanted] = useState(false)
  const selected = [...selection.selected].map(([id, task]) => byId.get(id) ?? task)
  const targets = selected.length ? selected : current.task ? [current.task] : []

  function float(what: Floating) {
    setWanted(true)
    setFloating(what)
  }
  const rowOf = (task: TaskRow) => list.current?.querySelector<HTMLElement>(`[data-task="${task.id}"]`) ?? null

  if (selected.length && !isWanted) setWanted(true)
  return {
    acts,
    dialog,
    anchor,
    floating,
    isWanted,
    selected,
    targets,
    renaming: renamed?.id ?? null,
    rename: (task: TaskRow) => task.viewerCan.includes('UPDATE') && setRenamed(task),
    onRename(title: string | null) {
      // What others have changed since the edit began is not overwritten unseen.
      if (renamed && title !== null) void acts.rename(renamed, title)
      if (renamed) current.focus(renamed)
      setRenamed(null)
    },
    openAt(button: HTMLElement, task: TaskRow) {
      const kind = KINDS.find((one) => one === button.dataset.menu)
      if (!kind) return
      anchor.current = button
      float({ is: 'picker', kind, tasks: [task], isBulk: false })
    },
    /** By key: at the bulk bar for what is selected, else at the current row. */
    pick(kind: PickerKind) {
      const [first] = targets
      if (!first) return
      const isBulk = selected.length > 0
      const row = isBulk ? null : rowOf(first)
      anchor.current = isBulk
        ? document.querySelector<HTMLElement>(`[data-bulk=${kind}]`)
        : (row?.querySelector<HTMLElement>(`[data-menu=${kind}]`) ?? row?.querySelector<HTMLElement>('.col-title') ?? null)
      if (anchor.current) float({ is: 'picker', kind, tasks: targets, isBulk })
    },
    pickBulk(kind: PickerKind, at: HTMLElement) {
      anchor.current = at
      float({ is: 'picker', kind, tasks: selected, isBulk: true })
    },
    ask: (kind: DialogKind, task: TaskRow) => float({ is: 'ask', kind, task }),
    askBulk: (kind: BulkAsk) => float({ is: 'askBulk', kind, tasks: targets }),
    hold() {
      const [first] = targets
      if (selected.length) float({ is: 'askBulk', kind: 'hold', tasks: selected })
      else if (first?.viewerCan.includes('RELEASE_HOLD')) void acts.releaseHold(first)
      else if (first?.viewerCan.includes('HOLD')) float({ is: 'ask', kind: 'hold', task: first })
    },
    remove() {
      const [first] = targets
      if (selected.length) float({ is: 'askBulk', kind: 'delete', tasks: selected })
      else if (first) void acts.remove(first)
    },
    link(kind: 'BLOCKS' | 'DUPLICATES') {
      if (targets.length) float({ is: 'link', kind, tasks: targets })
    },
    close: () => setFloating(null),
    /** A menu closes after its choice has opened a dialog, which stays. */
    closePicker: () => setFloating((now) => (now?.is === 'picker' ? null : now)),
  }
}

const KINDS: PickerKind[] = ['status', 'priority', 'assignee', 'tags', 'deadline', 'estimate']

export type ListActs = ReturnType<typeof useListActs>
