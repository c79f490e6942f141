'use client'
import { useQueryStates } from 'nuqs'
import { lazy, Suspense, useRef, useState } from 'react'
import { useQuery } from 'urql'
import { useProjectEvents } from '#app/_graphql/live.ts'
import { ProjectDocument, ShellDocument } from '#app/_shell/documents.ts'
import type { TaskRow } from '#app/_tasks/task.ts'
import { TaskGroupsDocument } from '../tasks/documents.ts'
import { boardParams } from './address.ts'
import { BoardColumn, type ColumnHandle } from './board-column.tsx'
import { BoardTools } from './board-tools.tsx'
import { boardCountsOf, columnsOf } from './columns.ts'
import { BoardActorsDocument } from './documents.ts'
import { FoldedColumn } from './folded-column.tsx'
import { peopleOf } from './people.ts'
import { useBoardKeys } from './use-board-keys.ts'
import { useMoves } from './use-moves.tsx'
import './board.css'

const BoardFloats = lazy(() => import('./board-floats.tsx').then((file) => ({ default: file.BoardFloats })))

/** The project's tasks as columns of cards. */
export function BoardScreen({ project: key, now }: { project: string; now: number }) {
  const [state, setState] = useQueryStates(boardParams, { history: 'replace', clearOnDefault: true })
  const [{ data }] = useQuery({ query: ProjectDocument, variables: { project: key } })
  const [{ data: shell }] = useQuery({ query: ShellDocument })
  const [{ data: actors }, readActors] = useQuery({ query: BoardActorsDocument, variables: { project: key } })
  const people = peopleOf(actors)
  const asked = { project: key, me: shell?.me?.handle ?? null, now }
  const [{ data: counted }, count] = useQuery({ query: TaskGroupsDocument, variables: boardCountsOf(asked, state) })
  const projectId = data?.project?.id ?? key
  useProjectEvents(projectId, () => {
    count({ requestPolicy: 'network-only' })
    if (state.by === 'assignee') readActors({ requestPolicy: 'network-only' })
  })

  const columns = columnsOf(asked, state, people, counted?.taskGroups ?? [])
  const open = columns.filter(({ id }) => !state.folded.includes(id))
  const shown = columns.find(({ id }) => id === state.column)?.id ?? (open.find(({ id }) => id === 'pending') ?? open[0])?.id
  const moves = useMoves(key)
  const [dragged, setDragged] = useState<TaskRow | null>(null)
  const draggedNow = useRef<TaskRow | null>(null)
  const [onDrag] = useState(() => (task: TaskRow | null) => {
    draggedNow.current = task
    setDragged(task)
  })
  const handles = useRef(new Map<string, ColumnHandle>())
  const keys = useBoardKeys({ columns: open, handles: handles.current, onMove: moves.move })
  const { floats } = keys
  const tags = actors?.project?.tags ?? []
  const fold = (id: string) => void setState({ folded: [...state.folded, id] })
  const unfold = (id: string) => void setState({ folded: state.folded.filter((one) => one !== id), column: id })

  function drop(task: TaskRow, column: (typeof columns)[number]) {
    moves.move(task, column)
    keys.follow(task.id)
  }

  return (
    <>
      <BoardTools state={state} setState={setState} columns={columns} shown={shown ?? ''} people={people} tags={tags} project={key} />
      <div className="board" {...keys.props}>
        {columns.map((column) =>
          state.folded.includes(column.id) && column.id !== state.column ? (
            <FoldedColumn
              key={column.id}
              column={column}
              dragged={dragged}
              draggedNow={draggedNow}
              onDrop={(task) => drop(task, column)}
              onUnfold={() => unfold(column.id)}
            />
          ) : (
            <BoardColumn
              key={column.id}
              project={key}
              projectId={projectId}
              column={column}
              member={column.common.by === 'assignee' ? (people.find(({ handle }) => handle === column.id) ?? null) : null}
              isShown={column.id === shown}
              handle={(handle) => {
                if (handle) handles.current.set(column.id, handle)
                else handles.current.delete(column.id)
              }}
              current={keys.current}
              dragged={dragged}
              draggedNow={draggedNow}
              over={moves.over}
              onDrag={onDrag}
              onDrop={(task) => drop(task, column)}
              onFold={() => fold(column.id)}
            />
          ),
        )}
      </div>
      {floats.isWanted && (
        <Suspense>
          <BoardFloats floating={floats.floating} anchor={floats.anchor} people={people} tags={tags} onFloat={floats.onFloat} />
        </Suspense>
      )}
      {moves.element}
    </>
  )
}
