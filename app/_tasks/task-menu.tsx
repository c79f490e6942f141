'use client'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import type { TaskRow } from './task.ts'

const TaskChoices = dynamic(() => import('./task-choices.tsx').then((file) => file.TaskChoices), { ssr: false })
const TaskDialog = dynamic(() => import('./task-dialog.tsx').then((file) => file.TaskDialog), { ssr: false })

export type MenuKind = 'status' | 'priority' | 'assignee'
/** Acts that need a word first. */
export type DialogKind = 'cancel' | 'hold' | 'force'
export interface Assignable {
  id: string
  kind: 'PERSON' | 'AGENT'
  handle: string
  name: string
}

export interface Opened {
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
          <TaskChoices
            key={opened.kind}
            {...opened}
            anchor={anchor}
            people={people}
            onAsk={(kind) => setAsking({ kind, task: opened.task })}
            onClose={close}
          />
        )}
        {asking && <TaskDialog {...asking} onClose={() => setAsking(null)} />}
      </>
    ),
  }
}
