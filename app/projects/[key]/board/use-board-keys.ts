'use client'
import { useRef, useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react'
import { useCommands } from '#app/_shell/commands.ts'
import type { TaskRow } from '#app/_tasks/task.ts'
import type { PickerKind } from '../tasks/cell.tsx'
import type { ColumnHandle } from './board-column.tsx'
import type { Floating } from './board-floats.tsx'
import type { Column } from './columns.ts'
import { verdictOf } from './verdict.ts'

interface Keys {
  /** Those that are not folded, from left to right. */
  columns: Column[]
  handles: ReadonlyMap<string, ColumnHandle>
  onMove: (task: TaskRow, column: Column) => void
}

const MENUS: PickerKind[] = ['status', 'priority', 'assignee', 'tags']

/** The card that has the focus, its menus, and the ways to others and of it: arrows walk, with Shift they carry the card along. */
export function useBoardKeys({ columns, handles, onMove }: Keys) {
  const [current, setCurrent] = useState<string | null>(null)
  const [floating, setFloating] = useState<Floating | null>(null)
  const [isWanted, setWanted] = useState(false)
  const anchor = useRef<HTMLElement>(null)

  const cardsOf = (column: Column | undefined) => handles.get(column?.id ?? '')?.cards ?? []
  function place(id: string | null | undefined) {
    const at = columns.findIndex((column) => cardsOf(column).some((task) => task.id === id))
    const cards = cardsOf(columns[at])
    const index = cards.findIndex((task) => task.id === id)
    return { at, column: columns[at], cards, index, task: cards[index] }
  }
  function focus(column: Column | undefined, task: TaskRow | undefined) {
    if (!column || !task) return
    setCurrent(task.id)
    handles.get(column.id)?.focus(task.id)
  }
  /** Once it stands where it was moved to. */
  const follow = (id: string) =>
    requestAnimationFrame(() => {
      const { column, task } = place(id)
      focus(column, task)
    })

  function step(by: number, from: string | null | undefined = current) {
    const { column, cards, index } = place(from)
    focus(column, cards[index + by])
  }
  function aside(by: number, from: string | undefined) {
    const { at, index } = place(from)
    for (let next = at + by; next >= 0 && next < columns.length; next += by) {
      const cards = cardsOf(columns[next])
      if (cards.length) return focus(columns[next], cards[Math.min(index, cards.length - 1)])
    }
  }
  /** To the next column that takes the card. */
  function carry(by: number) {
    const { at, task } = place(current)
    if (!task) return
    const ahead = by > 0 ? columns.slice(at + 1) : columns.slice(0, at).reverse()
    const to = ahead.find(({ common }) => verdictOf(task, common).kind === 'act') ?? ahead[0]
    if (!to) return
    onMove(task, to)
    follow(task.id)
  }

  function open(kind: PickerKind, task: TaskRow, at: HTMLElement) {
    anchor.current = at
    setWanted(true)
    setFloating({ is: 'picker', kind, task })
  }
  function openByKey(kind: PickerKind) {
    const { task } = place(current)
    const card = document.querySelector<HTMLElement>(`.board [data-task="${current}"]`)
    const at = card?.querySelector<HTMLElement>(`[data-menu=${kind}]`) ?? (kind === 'tags' ? card?.querySelector<HTMLElement>('h3') : null)
    if (task && at) open(kind, task, at)
  }

  const has = current !== null
  useCommands(
    has
      ? [
          { id: 'board-status', title: 'Change the status of this card', group: 'Task', keys: 's', run: () => openByKey('status') },
          { id: 'board-priority', title: 'Change the priority of this card', group: 'Task', keys: 'p', run: () => openByKey('priority') },
          { id: 'board-assignee', title: 'Assign this card', group: 'Task', keys: 'a', run: () => openByKey('assignee') },
          { id: 'board-tags', title: 'Tags of this card', group: 'Task', keys: 'l', words: 'labels', run: () => openByKey('tags') },
          {
            id: 'board-right',
            title: 'Move the card to the next column that takes it',
            group: 'Task',
            keys: 'Shift+ArrowRight',
            run: () => carry(1),
          },
          {
            id: 'board-left',
            title: 'Move the card back to the column before',
            group: 'Task',
            keys: 'Shift+ArrowLeft',
            run: () => carry(-1),
          },
          { id: 'board-down', title: 'Next card', group: 'View', keys: 'j', keysOnly: true, repeats: true, run: () => step(1) },
          { id: 'board-up', title: 'Card before', group: 'View', keys: 'k', keysOnly: true, repeats: true, run: () => step(-1) },
        ]
      : [
          {
            id: 'board-first',
            title: 'First card',
            group: 'View',
            keys: 'j',
            keysOnly: true,
            run: () => {
              const column = columns.find((one) => cardsOf(one).length)
              focus(column, cardsOf(column)[0])
            },
          },
        ],
  )

  const STEPS: Record<string, (from: string | undefined) => void> = {
    ArrowDown: (from) => step(1, from),
    ArrowUp: (from) => step(-1, from),
    ArrowRight: (from) => aside(1, from),
    ArrowLeft: (from) => aside(-1, from),
  }
  return {
    current,
    follow,
    floats: { floating, isWanted, anchor, onFloat: setFloating },
    props: {
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        if (event.defaultPrevented || event.shiftKey || event.metaKey || event.ctrlKey || event.altKey) return
        const run = STEPS[event.key]
        const from = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-task]') : null
        if (!run || !from) return
        event.preventDefault()
        run(from.dataset.task)
      },
      onClick: ({ target }: MouseEvent<HTMLElement>) => {
        const button = target instanceof Element ? target.closest<HTMLElement>('[data-menu]') : null
        const { task } = place(button?.closest<HTMLElement>('[data-task]')?.dataset.task)
        const kind = MENUS.find((one) => one === button?.dataset.menu)
        if (button && task && kind) open(kind, task, button)
      },
      onFocus: ({ target }: FocusEvent<HTMLElement>) => {
        const id = target.closest<HTMLElement>('[data-task]')?.dataset.task
        if (id) setCurrent(id)
      },
    },
  }
}
