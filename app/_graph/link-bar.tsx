'use client'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import { useCell, type Cell } from './cell.ts'
import type { GraphTask } from './documents.ts'
import { isArrow, nextNode } from './focus.ts'
import type { Layout } from './layout.ts'
import type { Linking } from './use-linking.ts'

interface LinkBarProps {
  cell: Cell<Linking | null>
  tasks: readonly GraphTask[]
  edges: readonly { from: string; to: string }[]
  layout: Layout
  aim: (target: string | null) => void
  finish: () => boolean
  end: () => void
}

const MOST_FOUND = 7

/** Adds a dependency without a pointer: the other task is found by typing, or walked to with the arrow keys. */
export default function LinkBar({ cell, tasks, edges, layout, aim, finish, end }: LinkBarProps) {
  const linking = useCell(cell)
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus({ preventScroll: true }), [])
  if (!linking) return null
  const { source, side, target, verdict } = linking
  const key = tasks.find(({ id }) => id === source)?.key ?? ''
  const found = text.trim() ? matching(tasks, text, source) : []
  const at = found.findIndex(({ id }) => id === target)

  const type = (value: string) => {
    setText(value)
    const first = value.trim() ? matching(tasks, value, source)[0] : undefined
    aim(first?.id ?? null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') end()
    else if (event.key === 'Enter') finish()
    else if (found.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1
      aim(found[(Math.max(0, at) + step + found.length) % found.length]?.id ?? null)
    } else if (text === '' && isArrow(event.key)) {
      const next = nextNode(target ?? source, event.key, layout, edges)
      if (next) aim(next)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      role="dialog"
      aria-label={side === 'waits' ? `What blocks ${key}` : `What ${key} blocks`}
      className="link-bar"
      onKeyDown={onKeyDown}
    >
      <div className="flex items-center gap-2">
        <span className="strong whitespace-nowrap">
          <span className="mono">{key}</span> {side === 'waits' ? 'is blocked by' : 'blocks'}
        </span>
        <input
          ref={input}
          role="combobox"
          aria-label={side === 'waits' ? 'Blocking task' : 'Blocked task'}
          aria-expanded={found.length > 0}
          aria-controls="link-found"
          aria-activedescendant={target && found.length > 0 ? `link-${target}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          placeholder="Type, or go there with the arrow keys"
          value={text}
          onChange={(event) => type(event.target.value)}
          className="h-(--ctl) min-w-0 flex-1 rounded-1 border border-control bg-plate px-2"
        />
        <Button variant="primary" isDisabled={!verdict || verdict.isRefused} onPress={() => void finish()}>
          Add
        </Button>
        <IconButton icon="close" label="Cancel" onPress={end} />
      </div>
      <div id="link-found" role="listbox" aria-label="Tasks found" className={found.length > 0 ? 'mt-1.5' : 'hidden'}>
        {found.map((task) => (
          <div
            key={task.id}
            id={`link-${task.id}`}
            role="option"
            aria-selected={task.id === target}
            onPointerEnter={() => aim(task.id)}
            tabIndex={-1}
            onPointerUp={() => void finish()}
            className="flex min-h-(--hit) cursor-default items-center gap-2 px-1.5 aria-selected:bg-select aria-selected:shadow-[inset_3px_0_0_var(--ink)]"
          >
            <StatusMark status={task.status} />
            <span className="mono text-ink-2">{task.key}</span>
            <span className="truncate">{task.title}</span>
          </div>
        ))}
      </div>
      <p className={`mt-1.5 ${verdict?.isRefused ? 'text-stop-ink' : 'text-ink-2'}`}>
        {verdict
          ? `${verdict.text}${verdict.isRefused ? '' : '. Enter adds it.'}`
          : text.trim() && found.length === 0
            ? 'No loaded task fits.'
            : 'Choose the other task. Escape ends it.'}
      </p>
    </div>
  )
}

function matching(tasks: readonly GraphTask[], text: string, source: string) {
  const words = text.trim().toLowerCase()
  const fits = ({ id, key, title }: GraphTask) =>
    id !== source && (key.toLowerCase().includes(words) || title.toLowerCase().includes(words))
  const exact = ({ key }: GraphTask) => Number(!(key.toLowerCase() === words || key.toLowerCase().endsWith(`-${words}`)))
  return tasks
    .filter(fits)
    .toSorted((a, b) => exact(a) - exact(b))
    .slice(0, MOST_FOUND)
}
