'use client'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useCallback, useState } from 'react'
import { TaskDialog } from '#app/_tasks/task-dialog.tsx'
import type { Assignable } from '#app/_tasks/task-menu.tsx'
import { BulkBar } from './bulk-bar.tsx'
import type { Outcome } from './bulk.ts'
import { Picker } from './picker.tsx'
import { useBulk } from './use-bulk.ts'
import { templateOf } from './template-of.ts'
import type { ListActs } from './use-list-acts.ts'
import type { Selection } from './use-selection.ts'

const BulkDialog = lazy(() => import('./bulk-dialog.tsx').then((file) => ({ default: file.BulkDialog })))
const LinkDialog = lazy(() => import('./link-dialog.tsx').then((file) => ({ default: file.LinkDialog })))

interface ListFloatsProps {
  project: string
  acts: ListActs
  selection: Selection
  people: Assignable[]
  tags: string[]
}

/** What floats above the list, with the script that it needs. */
export function ListFloats({ project, acts, selection, people, tags }: ListFloatsProps) {
  const [refused, setRefused] = useState<{ outcome: Outcome; words: string } | null>(null)
  const { drop } = selection
  const onOutcome = useCallback(
    (outcome: Outcome, words: string) => {
      // What was refused stays selected, to be dealt with.
      if (outcome.refused.length) drop(outcome.done.map(({ id }) => id))
      setRefused(outcome.refused.length ? { outcome, words } : null)
    },
    [drop],
  )
  const { acts: bulk, progress } = useBulk(onOutcome)
  const { floating, selected, close } = acts
  const router = useRouter()
  return (
    <>
      {(selected.length > 0 || refused) && (
        <BulkBar
          tasks={selected}
          progress={progress}
          refused={refused}
          onCloseRefused={() => setRefused(null)}
          onPick={acts.pickBulk}
          onDelete={acts.remove}
          onTemplate={() => router.push(templateOf(project, selected))}
          onClear={selection.clear}
        />
      )}
      {floating?.is === 'picker' && (
        <Picker
          key={floating.kind}
          {...floating}
          anchor={acts.anchor}
          people={people}
          tags={tags}
          acts={acts.acts}
          bulk={bulk}
          onAsk={acts.ask}
          onAskBulk={acts.askBulk}
          onClose={acts.closePicker}
        />
      )}
      {floating?.is === 'ask' && <TaskDialog kind={floating.kind} task={floating.task} onClose={close} />}
      <Suspense>
        {floating?.is === 'askBulk' && <BulkDialog kind={floating.kind} tasks={floating.tasks} acts={bulk} onClose={close} />}
        {floating?.is === 'link' && <LinkDialog kind={floating.kind} tasks={floating.tasks} project={project} onClose={close} />}
      </Suspense>
    </>
  )
}
