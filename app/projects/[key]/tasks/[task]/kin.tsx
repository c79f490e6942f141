import Link from 'next/link'
import { taskPath } from '#app/_tasks/task.ts'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { Key } from '#app/_ui/list.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import type { Task } from './documents.ts'
import type { Side } from './loom.tsx'

export interface ListProps {
  project: string
  canEdit: boolean
  remove: (id: string) => void
}

const KIN = {
  RELATED: 'Related',
  DUPLICATES: 'Duplicates',
  DISCOVERED_FROM: 'Discovered from',
  PARENT: 'Part of',
  BLOCKS: 'Waits for',
} as const
const KIN_BACK = {
  RELATED: 'Related',
  DUPLICATES: 'Duplicated by',
  DISCOVERED_FROM: 'Led to',
  PARENT: 'Has part',
  BLOCKS: 'Holds up',
} as const

/** What it is a part of, its own parts, and links that gate nothing. */
export function Kin({ task, onAdd, ...list }: ListProps & { task: Task; onAdd: ((side: Side) => void) | null }) {
  const links = task.links.map(({ id, kind, task: from, dependsOn }) =>
    from.id === task.id ? { id, word: KIN[kind], other: dependsOn } : { id, word: KIN_BACK[kind], other: from },
  )
  const rows = [
    ...(task.parent ? [{ id: null, word: KIN.PARENT, other: task.parent }] : []),
    ...task.children.map((other) => ({ id: null, word: KIN_BACK.PARENT, other })),
    ...links,
  ]
  const done = task.children.filter(({ status }) => status === 'COMPLETED' || status === 'CANCELLED').length
  return (
    <>
      {rows.length > 0 && (
        <ul aria-label="Other links" className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-1">
          {rows.map(({ id, word, other }) => (
            <li key={`${word}${other.id}`} className="flex min-h-7 items-center gap-2">
              <span className="w-26 flex-none text-ink-3">{word}</span>
              <StatusMark status={other.status} />
              <Link href={taskPath(list.project, other.key)} className="flex min-w-0 items-center gap-1.5 hover:underline">
                <Key>{other.key}</Key>
                <span className="truncate">{other.title}</span>
              </Link>
              {id && list.canEdit && (
                <IconButton
                  icon="close"
                  label={`Remove the link with ${other.key}`}
                  className="size-7 max-sm:size-11"
                  onPress={() => list.remove(id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-1">
        {task.children.length > 0 && (
          <span className="mr-2 text-ink-2">
            {done} of {task.children.length} {task.children.length === 1 ? 'part' : 'parts'} finished
          </span>
        )}
        {onAdd && !task.parent && (
          <Button variant="bare" icon="parent" className="-ml-2" onPress={() => onAdd('parent')}>
            Part of…
          </Button>
        )}
        {onAdd && (
          <Button variant="bare" icon="plus" onPress={() => onAdd('children')}>
            Add a part…
          </Button>
        )}
      </div>
    </>
  )
}
