'use client'
import Link from 'next/link'
import { lazy, Suspense, useRef, useState } from 'react'
import { useCommands } from '#app/_shell/commands.ts'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { SavedViews } from '#app/_views/saved-views.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { FindAndFilter } from './find-and-filter.tsx'
import { filtersOf, linkTo, type ListState, type SetState } from './search-params.ts'
import { ORDER_WORD } from './words.ts'

const ExportDialog = lazy(() => import('#app/_projects/export-dialog.tsx').then((file) => ({ default: file.ExportDialog })))
const DisplayPanel = lazy(() => import('./display-panel.tsx').then((file) => ({ default: file.DisplayPanel })))

const WORDS = { find: 'Find in these tasks', filter: 'Filter tasks' }

interface TaskToolsProps {
  state: ListState
  setState: SetState
  project: { key: string; counts: { open: number; pending: number; completed: number; cancelled: number } } | null
  projectKey: string
  people: Assignable[]
  tags: string[]
  canCreate: boolean
  /** What the list shows, as the API takes it. */
  filter: object
  onNew: () => void
  /** On phones, where rows show no boxes of their own. */
  isSelecting: boolean
  setSelecting: (isSelecting: boolean) => void
}

export function TaskTools({
  state,
  setState,
  project,
  projectKey,
  people,
  tags,
  canCreate,
  filter,
  onNew,
  isSelecting,
  setSelecting,
}: TaskToolsProps) {
  const [open, setOpen] = useState<'display' | 'export' | null>(null)
  const display = useRef<HTMLDivElement>(null)
  const close = () => setOpen(null)
  useCommands([
    { id: 'tasks.export', title: 'Export these tasks', group: 'View', words: 'csv json markdown download', run: () => setOpen('export') },
  ])
  return (
    <Tools title="Tasks">
      <Views state={state} counts={project?.counts} />
      <SavedViews project={projectKey} page="TASKS" />
      <span className="flex-1" />
      <FindAndFilter {...{ state, setState, people, tags }} words={WORDS} />
      <div ref={display}>
        <Button
          variant="bare"
          aria-haspopup="dialog"
          onPress={() => setOpen('display')}
          aria-label={`Display: sorted by ${ORDER_WORD[state.order]}`}
        >
          <span className="font-normal">Sort:</span> <b>{ORDER_WORD[state.order]}</b>
        </Button>
      </div>
      {canCreate && (
        <Button variant="primary" icon="plus" shortcut="C" onPress={onNew} className="floats-on-phone">
          New task
        </Button>
      )}
      <Suspense>
        {open === 'display' && (
          <DisplayPanel
            anchor={display}
            {...{ state, setState, isSelecting, setSelecting }}
            onExport={() => setOpen('export')}
            onClose={close}
          />
        )}
        {open === 'export' && <ExportDialog project={projectKey} filter={filter} onClose={close} />}
      </Suspense>
    </Tools>
  )
}

function Views({ state, counts }: { state: ListState; counts: NonNullable<TaskToolsProps['project']>['counts'] | undefined }) {
  const views: { word: string; count?: number; filters: Partial<ListState> }[] = [
    { word: 'Open', count: counts?.open, filters: {} },
    { word: 'Ready', count: counts?.pending, filters: { ready: true } },
    { word: 'Mine', filters: { assignee: ['me'] } },
    { word: 'Done', count: counts && counts.completed + counts.cancelled, filters: { status: ['COMPLETED', 'CANCELLED'] } },
  ]
  const here = filtersOf(state)
  return (
    <nav aria-label="Views" className="views">
      {views.map(({ word, count, filters }) => {
        const isHere = filtersOf(filters) === here
        return (
          <Link key={word} href={linkTo(state, filters)} replace prefetch={false} scroll={false} aria-current={isHere ? 'true' : undefined}>
            {word}
            {count !== undefined && <span className="mono text-ink-3">{count.toLocaleString('en')}</span>}
          </Link>
        )
      })}
    </nav>
  )
}
