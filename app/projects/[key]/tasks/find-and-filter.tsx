'use client'
import { lazy, Suspense, useRef, useState } from 'react'
import { useCommands } from '#app/_shell/commands.ts'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import type { ListState, SetState } from './search-params.ts'

const FilterPanel = lazy(() => import('./filter-panel.tsx').then((file) => ({ default: file.FilterPanel })))

interface Props {
  state: ListState
  setState: SetState
  people: Assignable[]
  tags: string[]
  /** What the palette calls the two. */
  words: { find: string; filter: string }
}

/** The field that finds by words, and the panel of filters: of the list and of the board. */
export function FindAndFilter({ state, setState, people, tags, words }: Props) {
  const [isOpen, setOpen] = useState(false)
  const field = useRef<HTMLDivElement>(null)
  const anchor = useRef<HTMLDivElement>(null)
  const find = () => field.current?.querySelector('input')?.focus()
  useCommands([
    { id: 'find-here', title: words.find, group: 'View', keys: '/', icon: 'search', run: find },
    { id: 'filter-here', title: words.filter, group: 'View', keys: 'f', icon: 'filter', run: () => setOpen(true) },
  ])
  return (
    <>
      <div ref={field}>
        <TextField
          label="Find in these tasks"
          hideLabel
          type="search"
          placeholder="Find"
          value={state.q}
          onChange={(q) => void setState({ q })}
          className="w-44"
        />
      </div>
      <div ref={anchor}>
        <Button variant="bare" icon="filter" shortcut="F" aria-haspopup="dialog" onPress={() => setOpen(true)}>
          Filter
        </Button>
      </div>
      <Suspense>{isOpen && <FilterPanel {...{ anchor, state, setState, people, tags }} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
