'use client'
import { lazy, Suspense, useRef, useState } from 'react'
import { SavedViews } from '#app/_views/saved-views.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { Filters } from '../tasks/filters.tsx'
import { FindAndFilter } from '../tasks/find-and-filter.tsx'
import { ORDER_WORD } from '../tasks/words.ts'
import { BY, type BoardState } from './address.ts'
import type { Column } from './columns.ts'
import type { BoardMember } from './people.ts'

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

const WORDS = { find: 'Find on the board', filter: 'Filter the board' }
const BY_WORD = { status: 'Status', assignee: 'Assignee', priority: 'Priority' }

export function BoardTools({ project, state, setState, columns, shown, people, tags }: BoardToolsProps) {
  const [isOrdering, setOrdering] = useState(false)
  const order = useRef<HTMLDivElement>(null)
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
        <FindAndFilter {...{ state, setState, people, tags }} words={WORDS} />
        <div ref={order}>
          <Button variant="bare" aria-haspopup="menu" onPress={() => setOrdering(true)} aria-label={`Sorted by ${ORDER_WORD[state.order]}`}>
            <span className="font-normal">Sort:</span> <b>{ORDER_WORD[state.order]}</b>
          </Button>
        </div>
        <Suspense>
          {isOrdering && (
            <OrderMenu
              anchor={order}
              value={state.order}
              onChange={(value) => void setState({ order: value })}
              onClose={() => setOrdering(false)}
            />
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
