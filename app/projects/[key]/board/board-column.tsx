'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type Ref, type RefObject } from 'react'
import { useDrop } from 'react-aria/useDrop'
import { useProjectEvents } from '#app/_graphql/live.ts'
import type { TaskRow } from '#app/_tasks/task.ts'
import { Button } from '#app/_ui/button.tsx'
import { ErrorState } from '#app/_ui/states.tsx'
import { Card } from './card.tsx'
import { ColumnHead } from './column-head.tsx'
import type { Column } from './columns.ts'
import type { BoardMember } from './people.ts'
import { usePages } from './use-pages.ts'
import { verdictOf } from './verdict.ts'

/** What the board asks of a column. */
export interface ColumnHandle {
  cards: TaskRow[]
  /** Scrolls a card into the page and focuses it. */
  focus: (id: string) => void
}

interface ColumnProps {
  project: string
  projectId: string
  column: Column
  member: BoardMember | null
  isShown: boolean
  handle: Ref<ColumnHandle>
  current: string | null
  dragged: TaskRow | null
  /** The same for the moment in which a drag begins, before anything is drawn again. */
  draggedNow: RefObject<TaskRow | null>
  over: (column: string, tasks: TaskRow[]) => { task: TaskRow; isMoving: boolean }[]
  onDrag: (task: TaskRow | null) => void
  onDrop: (task: TaskRow) => void
  onFold: () => void
}

const REFRESH_MS = 400
const CARD = 112

/** One column: a place to drop on as a whole, because its order is not made by hand. */
export function BoardColumn({ project, projectId, column, member, isShown, handle, current, dragged, draggedNow, ...on }: ColumnProps) {
  const { over, onDrag, onDrop, onFold } = on
  const { state, see, refresh } = usePages(column.group)
  const refreshSoon = useSoon(refresh)
  useProjectEvents(projectId, () => refreshSoon())
  const cards = over(column.id, state.tasks)
  const section = useRef<HTMLElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const { dropProps, isDropTarget } = useDrop({
    ref: section,
    getDropOperation: () => {
      const task = draggedNow.current
      return task && verdictOf(task, column.common).kind === 'act' ? 'move' : 'cancel'
    },
    onDrop: () => draggedNow.current && onDrop(draggedNow.current),
  })
  const virtualizer = useVirtualizer({
    count: cards.length,
    getScrollElement: () => list.current,
    getItemKey: (index) => cards[index]?.task.id ?? index,
    estimateSize: () => CARD,
    overscan: 4,
    // What the server draws, before anybody knows the window.
    initialRect: { width: 280, height: 900 },
  })
  const near = virtualizer.getVirtualItems()
  const [from, to] = [near[0]?.index ?? 0, near.at(-1)?.index ?? 0]
  const look = useEffectEvent(see)
  useEffect(() => look(from, to), [from, to, column.group.id])

  useImperativeHandle(handle, () => ({
    cards: cards.map(({ task }) => task),
    focus: (id) => {
      const index = cards.findIndex(({ task }) => task.id === id)
      if (index < 0) return
      virtualizer.scrollToIndex(index, { align: 'auto' })
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-task="${id}"] h3 a`)?.focus({ preventScroll: true }))
    },
  }))

  const verdict = dragged ? verdictOf(dragged, column.common) : null
  // Tab goes to the card that had the focus, or to the first one.
  const entry = cards.some(({ task }) => task.id === current) ? current : (cards[from]?.task.id ?? null)
  return (
    <section
      {...dropProps}
      ref={section}
      tabIndex={-1}
      aria-label={`${column.group.title}${verdict?.kind === 'act' ? `: ${verdict.words}` : ''}`}
      className="board-column"
      data-column={column.id}
      data-shown={isShown || undefined}
      data-verdict={verdict?.kind}
      data-target={isDropTarget || undefined}
    >
      <ColumnHead column={column} member={member} verdict={verdict} onFold={onFold} />
      <div ref={list} className="board-cards">
        <ul
          style={{ paddingTop: near[0]?.start ?? 0, paddingBottom: virtualizer.getTotalSize() - (near.at(-1)?.end ?? 0) }}
          aria-label={`${column.group.title}, ${column.order}`}
        >
          {near.map(({ index, key }) => {
            const card = cards[index]
            return (
              card && (
                <li
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  data-task={card.task.id}
                  data-current={card.task.id === current || undefined}
                  aria-setsize={column.group.count}
                  aria-posinset={index + 1}
                >
                  <Card task={card.task} project={project} isCurrent={card.task.id === entry} isMoving={card.isMoving} onDrag={onDrag} />
                </li>
              )
            )
          })}
        </ul>
        {state.error && (
          <ErrorState title="This column did not load." retry={<Button onPress={refresh}>Try again</Button>}>
            {state.error.message}
          </ErrorState>
        )}
        {!state.error && state.isFetching && state.tasks.length < column.group.count && <Plates />}
        {!state.error && !state.isFetching && cards.length === 0 && <p className="p-3 text-ink-3">No cards.</p>}
      </div>
    </section>
  )
}

function Plates() {
  return (
    <div role="status" aria-busy="true" aria-label="Loading cards" className="late">
      {['78%', '62%', '70%'].map((width) => (
        <div key={width} className="h-28 border-b border-joint bg-plate p-3">
          <span className="block h-2.5 w-16 bg-joint" />
          <span className="mt-3 block h-2.5 bg-joint" style={{ width }} />
        </div>
      ))}
    </div>
  )
}

/** Runs a moment later, once for all that happened until then. */
function useSoon(run: () => void) {
  const [soon] = useState(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    return (act: () => void) => {
      timer ??= setTimeout(() => {
        timer = undefined
        act()
      }, REFRESH_MS)
    }
  })
  return () => soon(run)
}
