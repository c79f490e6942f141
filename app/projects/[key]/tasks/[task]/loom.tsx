'use client'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { useCommands } from '#app/_shell/commands.ts'
import { taskPath } from '#app/_tasks/task.ts'
import { useDependencyActs, type Edge as WholeEdge } from '#app/_tasks/use-dependency-acts.ts'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import type { LinkedTask } from '#app/_tasks/task-fields.ts'
import type { Task } from './documents.ts'
import { Kin, type ListProps } from './kin.tsx'
import { Threads } from './threads.tsx'

const AddDependency = dynamic(() => import('./add-dependency.tsx').then((file) => file.AddDependency), { ssr: false })

interface Props {
  task: Task
  project: string
  readAgain: () => void
}
/** Which end of an edge is being added, seen from this task. */
export type Side = 'blockers' | 'dependents' | 'parent' | 'children'
interface Edge {
  id: string
  isOpen: boolean
  other: LinkedTask
}

const FIRST = 8
const SOME = { blockers: false, dependents: false, parent: false, children: false }

/** What this waits for on the left, what waits for it on the right, wired as in the graph. */
export function Loom({ task, project, readAgain }: Props) {
  const [adding, setAdding] = useState<Side | null>(null)
  const [isWhole, setWhole] = useState(SOME)
  const canEdit = task.viewerCan.includes('ADD_DEPENDENCY')
  const blockers = openFirst(task.waitsFor.map(({ id, isOpen, dependsOn }) => ({ id, isOpen, other: dependsOn })))
  const dependents = openFirst(task.dependents.map(({ id, isOpen, task: other }) => ({ id, isOpen, other })))
  const waits = blockers.filter((edge) => edge.isOpen).length
  const holds = dependents.filter((edge) => edge.isOpen).length
  const acts = useDependencyActs()
  const edges = useMemo(() => edgesOf(task), [task])
  const list = {
    project,
    canEdit,
    remove: (id: string) => {
      const edge = edges.get(id)
      if (edge) void acts.remove(edge).then(readAgain)
    },
  }
  useCommands(
    canEdit
      ? [
          {
            id: 'add blocker',
            title: 'Add what it waits for',
            group: 'Task',
            icon: 'blocked-by',
            keys: 'm b',
            run: () => setAdding('blockers'),
          },
          {
            id: 'add dependent',
            title: 'Add what waits for it',
            group: 'Task',
            icon: 'blocks',
            keys: 'm x',
            run: () => setAdding('dependents'),
          },
          {
            id: 'add parent',
            title: 'Make it a part of another task',
            group: 'Task',
            icon: 'parent',
            keys: 'm p',
            run: () => setAdding('parent'),
          },
          { id: 'add child', title: 'Add a part to it', group: 'Task', icon: 'parent', keys: 'm c', run: () => setAdding('children') },
        ]
      : [],
  )
  const shown = (side: Side, edges: Edge[]) => (isWhole[side] ? edges : edges.slice(0, FIRST))
  const captionOf = (side: Side, edges: Edge[]) => ({
    canEdit,
    more: edges.length - shown(side, edges).length,
    onMore: () => setWhole((before) => ({ ...before, [side]: true })),
    onAdd: () => setAdding(side),
  })
  return (
    <>
      <section className="loom" aria-label="Dependencies">
        <div className="min-w-0">
          <Caption icon={waits > 0 ? 'blocked-by' : 'cleared'} label="Add what it waits for" {...captionOf('blockers', blockers)}>
            {waits > 0
              ? `Waits for ${waits} of ${blockers.length}`
              : blockers.length > 0
                ? `Was blocked by ${blockers.length}`
                : 'Waits for nothing'}
          </Caption>
          <Edges edges={shown('blockers', blockers)} {...list} />
        </div>
        <Threads edges={shown('blockers', blockers)} to="me" />
        <div className="me" data-status={task.status}>
          <span className="mono strong">{task.key}</span>
          <span className="inline-flex items-center gap-1.5 text-xs">
            <StatusMark status={task.status} />
            This task
          </span>
        </div>
        <Threads edges={shown('dependents', dependents)} to="others" />
        <div className="min-w-0">
          <Caption icon="blocks" label="Add what waits for it" {...captionOf('dependents', dependents)}>
            {dependents.length > 0 ? `Holds up ${holds || 'none'} of ${dependents.length}` : 'Holds up nothing'}
          </Caption>
          <Edges edges={shown('dependents', dependents)} {...list} />
        </div>
      </section>
      <Kin task={task} {...list} onAdd={canEdit ? setAdding : null} />
      {adding && <AddDependency task={task} project={project} side={adding} onClose={() => setAdding(null)} onDone={readAgain} />}
    </>
  )
}

/** Every edge of the task by its id, with both ends. */
function edgesOf(task: Task): ReadonlyMap<string, WholeEdge> {
  const me = { id: task.id, key: task.key }
  return new Map<string, WholeEdge>([
    ...task.waitsFor.map(({ id, dependsOn }) => [id, { id, task: me, dependsOn }] as const),
    ...task.dependents.map(({ id, task: other }) => [id, { id, task: other, dependsOn: me }] as const),
    ...task.links.map(({ id, kind, task: from, dependsOn }) => [id, { id, kind, task: from, dependsOn }] as const),
  ])
}

const openFirst = (edges: Edge[]) => [...edges].sort((a, b) => Number(b.isOpen) - Number(a.isOpen))

interface CaptionProps {
  icon: 'blocked-by' | 'cleared' | 'blocks'
  label: string
  canEdit: boolean
  more: number
  onMore: () => void
  onAdd: () => void
  children: string
}

function Caption({ icon, label, canEdit, more, onMore, onAdd, children }: CaptionProps) {
  return (
    <div className="mb-1.5 flex h-6 items-center gap-1.5 max-sm:h-11">
      <Icon name={icon} size={12} className="text-ink-2" />
      <h2 className="cap">{children}</h2>
      <span className="flex-1" />
      {more > 0 && (
        <Button variant="bare" className="h-6 max-sm:h-11" onPress={onMore}>
          {more} more
        </Button>
      )}
      {canEdit && <IconButton icon="plus" label={label} className="size-6 max-sm:size-11" onPress={onAdd} />}
    </div>
  )
}

function Edges({ edges, ...list }: ListProps & { edges: Edge[] }) {
  if (edges.length === 0) return null
  return (
    <ul>
      {edges.map(({ id, other }) => (
        <Linked key={id} id={id} other={other} {...list} />
      ))}
    </ul>
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
          onPress={() => remove(id)}
        />
      )}
    </li>
  )
}
