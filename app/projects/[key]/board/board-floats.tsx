'use client'
import type { Dispatch, RefObject, SetStateAction } from 'react'
import { TaskDialog } from '#app/_tasks/task-dialog.tsx'
import type { Assignable, DialogKind } from '#app/_tasks/task-menu.tsx'
import type { TaskRow } from '#app/_tasks/task.ts'
import type { PickerKind } from '../tasks/cell.tsx'
import { Picker } from '../tasks/picker.tsx'
import { useBulk } from '../tasks/use-bulk.ts'
import { useRowActs } from '../tasks/use-row-acts.tsx'

export type Floating = { is: 'picker'; kind: PickerKind; task: TaskRow } | { is: 'ask'; kind: DialogKind; task: TaskRow }

interface BoardFloatsProps {
  floating: Floating | null
  anchor: RefObject<HTMLElement | null>
  people: Assignable[]
  tags: string[]
  onFloat: Dispatch<SetStateAction<Floating | null>>
}

const silent = () => {}

/** The menus of a card, those of the list. It stays once it was wanted: a conflict may speak after the menu has closed. */
export function BoardFloats({ floating, anchor, people, tags, onFloat }: BoardFloatsProps) {
  const { acts, dialog } = useRowActs()
  const { acts: bulk } = useBulk(silent)
  return (
    <>
      {floating?.is === 'picker' && (
        <Picker
          key={floating.kind}
          kind={floating.kind}
          tasks={[floating.task]}
          isBulk={false}
          anchor={anchor}
          people={people}
          tags={tags}
          acts={acts}
          bulk={bulk}
          onAsk={(kind, task) => onFloat({ is: 'ask', kind, task })}
          onAskBulk={silent}
          // A menu closes after its choice has opened a dialog, which stays.
          onClose={() => onFloat((now) => (now?.is === 'picker' ? null : now))}
        />
      )}
      {floating?.is === 'ask' && <TaskDialog kind={floating.kind} task={floating.task} onClose={() => onFloat(null)} />}
      {dialog}
    </>
  )
}
