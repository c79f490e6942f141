'use client'
import { TextField } from '#app/_ui/field.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { Filters } from '../tasks/filters.tsx'
import { BY, type BoardState } from './address.ts'
import type { Column } from './columns.ts'
import type { BoardMember } from './people.ts'

type SetBoard = (change: { [Key in keyof BoardState]?: BoardState[Key] | null } | null) => Promise<URLSearchParams>

interface BoardToolsProps {
  state: BoardState
  setState: SetBoard
  columns: Column[]
  shown: string
  people: BoardMember[]
  tags: string[]
}

const BY_WORD = { status: 'Status', assignee: 'Assignee', priority: 'Priority' }

export function BoardTools({ state, setState, columns, shown }: BoardToolsProps) {
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
        <span className="flex-1" />
        <TextField
          label="Find in these tasks"
          hideLabel
          type="search"
          placeholder="Find"
          value={state.q}
          onChange={(q) => void setState({ q })}
          className="w-44"
        />
      </Tools>
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
