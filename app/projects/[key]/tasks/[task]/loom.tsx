'use client'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { taskPath } from '#app/_tasks/task.ts'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import { tell } from '#app/_ui/toast.tsx'
import type { LinkedTask, Task } from './documents.ts'
import { AddDependencyDocument, RemoveDependencyDocument } from './mutations.ts'
import { Threads } from './threads.tsx'

const AddDependency = dynamic(() => import('./add-dependency.tsx').then((file) => file.AddDependency))

interface Props {
  task: Task
  project: string
  readAgain: () => void
}
export type Side = 'blockers' | 'dependents'
interface Edge {
  id: string
  isOpen: boolean
  other: LinkedTask
}

/** What this waits for on the left, what waits for it on the right, wired as in the graph. */
export function Loom({ task, project, readAgain }: Props) {
  const [adding, setAdding] = useState<Side | null>(null)
  const canEdit = task.viewerCan.includes('ADD_DEPENDENCY')
  const blockers = task.waitsFor.map(({ id, isOpen, dependsOn }) => ({ id, isOpen, other: dependsOn }))
  const dependents = task.dependents.map(({ id, isOpen, task: other }) => ({ id, isOpen, other }))
  const open = blockers.filter((edge) => edge.isOpen).length
  const remove = useRemove(task, readAgain)
  const list = { project, canEdit, remove }
  return (
    <>
      <section className="loom" aria-label="Dependencies">
        <div className="min-w-0">
          <Caption
            icon={open > 0 ? 'blocked-by' : 'cleared'}
            canEdit={canEdit}
            label="Add what it waits for"
            onAdd={() => setAdding('blockers')}
          >
            {open > 0
              ? `Waits for ${open} of ${blockers.length}`
              : blockers.length > 0
                ? `Was blocked by ${blockers.length}`
                : 'Waits for nothing'}
          </Caption>
          <Edges edges={blockers} {...list} />
        </div>
        <Threads edges={blockers} to="me" />
        <div className="me" data-status={task.status}>
          <span className="mono strong">{task.key}</span>
          <span className="inline-flex items-center gap-1.5 text-xs">
            <StatusMark status={task.status} />
            This task
          </span>
        </div>
        <Threads edges={dependents} to="others" />
        <div className="min-w-0">
          <Caption icon="blocks" canEdit={canEdit} label="Add what waits for it" onAdd={() => setAdding('dependents')}>
            {dependents.length > 0
              ? `Holds up ${dependents.filter((edge) => edge.isOpen).length || 'none'} of ${dependents.length}`
              : 'Holds up nothing'}
          </Caption>
          <Edges edges={dependents} {...list} />
        </div>
      </section>
      <Kin task={task} {...list} />
      {adding && <AddDependency task={task} project={project} side={adding} onClose={() => setAdding(null)} onDone={readAgain} />}
    </>
  )
}

interface ListProps {
  project: string
  canEdit: boolean
  remove: (id: string, other: LinkedTask) => void
}

function Caption({
  icon,
  canEdit,
  label,
  onAdd,
  children,
}: {
  icon: 'blocked-by' | 'cleared' | 'blocks'
  canEdit: boolean
  label: string
  onAdd: () => void
  children: string
}) {
  return (
    <div className="mb-1.5 flex min-h-6 items-center gap-1.5">
      <Icon name={icon} size={12} className="text-ink-2" />
      <h2 className="cap">{children}</h2>
      <span className="flex-1" />
      {canEdit && <IconButton icon="plus" label={label} className="size-6 max-sm:size-11" onPress={onAdd} />}
    </div>
  )
}

const FIRST = 8

function Edges({ edges, ...list }: ListProps & { edges: Edge[] }) {
  const [isAll, setAll] = useState(false)
  const shown = isAll ? edges : edges.slice(0, FIRST)
  if (edges.length === 0) return null
  return (
    <>
      <ul>
        {shown.map(({ id, other }) => (
          <Linked key={id} id={id} other={other} {...list} />
        ))}
      </ul>
      {shown.length < edges.length && (
        <Button variant="bare" className="mt-1" onPress={() => setAll(true)}>
          {edges.length - shown.length} more
        </Button>
      )}
    </>
  )
}

function Linked({ id, other, project, canEdit, remove }: ListProps & { id: string; other: LinkedTask }) {
  return (
    <li>
      <StatusMark status={other.status} />
      <Link href={taskPath(project, other.key)} className="flex h-full min-w-0 flex-1 items-center gap-1.5 hover:underline">
        <Key>{other.key}</Key>
        <span className="truncate">{other.title}</span>
      </Link>
      {canEdit && (
        <IconButton
          icon="close"
          label={`Remove the dependency with ${other.key}`}
          className="size-7 max-sm:size-11"
          onPress={() => remove(id, other)}
        />
      )}
    </li>
  )
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
function Kin({ task, ...list }: ListProps & { task: Task }) {
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

function useRemove(task: Task, readAgain: () => void) {
  const remove = useAct(RemoveDependencyDocument)
  const add = useAct(AddDependencyDocument)
  return async (id: string, other: LinkedTask) => {
    const edge = [...task.waitsFor, ...task.dependents].find((one) => one.id === id)
    const isBlocker = edge !== undefined && 'dependsOn' in edge
    const result = await remove({ dependency: id })
    if (result?.__typename !== 'RemoveDependencySuccess') {
      if (result) refuseBecause(result)
      return
    }
    readAgain()
    const undo = async () => {
      const back = await add(isBlocker ? { task: task.id, dependsOn: other.id } : { task: other.id, dependsOn: task.id })
      if (back && back.__typename !== 'AddDependencySuccess') refuseBecause(back)
      readAgain()
    }
    tell(`${task.key} and ${other.key} no longer depend on each other`, edge ? { action: { word: 'Undo', run: () => void undo() } } : {})
  }
}
