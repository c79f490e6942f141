'use client'
import { lazy, Suspense, useRef, useState } from 'react'
import { useCommands } from '#app/_shell/commands.ts'
import { SavedViews } from '#app/_views/saved-views.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { Filters } from '../tasks/filters.tsx'
import { ORDER_WORD } from '../tasks/words.ts'
import { BY, type BoardState } from './address.ts'
import type { Column } from './columns.ts'
import type { BoardMember } from './people.ts'

const FilterPanel = lazy(() => import('../tasks/filter-panel.tsx').then((file) => ({ default: file.FilterPanel })))
const OrderMenu = lazy(() => import('./order-menu.tsx').then((file) => ({ default: file.OrderMenu })))

interface BoardToolsProps {
  project: string
  state: BoardState
  setState: (change: { [Key in keyof BoardState]?: BoardState[Key] | null } | null) => Promise<URLSearchParams>
  columns: Column[]
  shown: string
  people: BoardMember[]
  tags: string[]
}

const BY_WORD = { status: 'Status', assignee: 'Assignee', priority: 'Priority' }

export function BoardTools({ project, state, setState, columns, shown, people, tags }: BoardToolsProps) {
  const [open, setOpen] = useState<'filter' | 'order' | null>(null)
  const filter = useRef<HTMLDivElement>(null)
  const order = useRef<HTMLDivElement>(null)
  const close = () => setOpen(null)
  useCommands([
    { id: 'board-find', title: 'Find on the board', group: 'View', keys: '/', icon: 'search', run: find },
    { id: 'board-filter', title: 'Filter the board', group: 'View', keys: 'f', icon: 'filter', run: () => setOpen('filter') },
  ])
  return (
    <>
      <Tools title="Board">
        <div role="group" aria-label="Columns by" className="views">
          {BY.map((by) => (
            <button key={by} type="button" aria-pressed={state.by === by} onClick={() => void setState({ by, folded: null, column: null })}>
              {BY_WORD[by]}
            </button>
          ))}
        </div>
        <SavedViews project={project} page="BOARD" />
        <span className="flex-1" />
        <div id="board-text">
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
        <div ref={filter}>
          <Button id="board-filter" variant="bare" icon="filter" shortcut="F" aria-haspopup="dialog" onPress={() => setOpen('filter')}>
            Filter
          </Button>
        </div>
        <div ref={order}>
          <Button variant="bare" aria-haspopup="menu" onPress={() => setOpen('order')} aria-label={`Sorted by ${ORDER_WORD[state.order]}`}>
            <span className="font-normal">Sort:</span> <b>{ORDER_WORD[state.order]}</b>
          </Button>
        </div>
        <Suspense>
          {open === 'filter' && (
            <FilterPanel anchor={filter} state={state} setState={setState} people={people} tags={tags} onClose={close} />
          )}
          {open === 'order' && (
            <OrderMenu anchor={order} value={state.order} onChange={(value) => void setState({ order: value })} onClose={close} />
          )}
        </Suspense>
      </Tools>
      <Filters state={state} setState={setState} />
      <div role="group" aria-label="Column" className="board-switch">
        {columns.map(({ id, group }) => (
          <button key={id} type="button" aria-pressed={id === shown} onClick={() => void setState({ column: id })}>
            {group.title}
            <span className="mono">{group.count.toLocaleString('en')}</span>
          </button>
        ))}
      </div>
    </>
  )
}

function find() {
  document.querySelector<HTMLInputElement>('#board-text input')?.focus()
}
