import Link from 'next/link'
import { taskPath } from '#app/_tasks/task.ts'
import { IconButton } from '#app/_ui/button.tsx'
import { Key } from '#app/_ui/list.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import type { LinkedTask, Task } from './documents.ts'

export interface ListProps {
  project: string
  canEdit: boolean
  remove: (id: string, other: LinkedTask) => void
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

/** Links that gate nothing. */
export function Kin({ task, ...list }: ListProps & { task: Task }) {
  const links = task.links.map(({ id, kind, task: from, dependsOn }) =>
    from.id === task.id ? { id, word: KIN[kind], other: dependsOn } : { id, word: KIN_BACK[kind], other: from },
  )
  const rows = [
    ...(task.parent ? [{ id: null, word: KIN.PARENT, other: task.parent }] : []),
    ...task.children.map((other) => ({ id: null, word: KIN_BACK.PARENT, other })),
    ...links,
  ]
  if (rows.length === 0) return null
  return (
    <ul aria-label="Other links" className="mt-2 grid gap-1">
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
              onPress={() => list.remove(id, other)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
