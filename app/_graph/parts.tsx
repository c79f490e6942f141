'use client'
import { useMemo, type ReactNode } from 'react'
import { useQuery } from 'urql'
import { Button } from '#app/_ui/button.tsx'
import { Key } from '#app/_ui/list.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import { TaskGroupsDocument } from '#app/projects/[key]/tasks/documents.ts'
import type { Asked, Change } from './address.ts'
import type { GraphEdge, GraphTask } from './documents.ts'

interface PartsProps {
  project: string
  count: number
  shown: readonly GraphTask[]
  edges: readonly GraphEdge[]
  isLate: boolean
  asked: Asked
  change: Change
}

const BY = [
  { by: 'TAG', title: 'By tag' },
  { by: 'ASSIGNEE', title: 'By assignee' },
  { by: 'PARENT', title: 'By what they are a part of' },
  { by: 'STATUS', title: 'By status' },
] as const
const OPEN = ['IN_PROGRESS', 'PENDING', 'BLOCKED'] as const
const MOST_PARTS = 12

/** Too much for one picture: its parts with their counts, each a picture of its own, and the table. */
export default function Parts({ project, count, shown, edges, isLate, asked, change }: PartsProps) {
  const hubs = useMemo(() => hubsOf(shown, edges), [shown, edges])
  const status = asked.status.length ? asked.status : asked.done ? null : [...OPEN]
  return (
    <div className="parts">
      <div>
        <h2 className="text-lg">
          {isLate ? 'Drawing this graph takes too long.' : `${count.toLocaleString('en')} tasks are too many for one picture.`}
        </h2>
        <p className="mt-1 text-ink-2">Choose a part of them, or read them as a table. Filters narrow both.</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button variant="primary" icon="table" onPress={() => void change({ view: 'table' })}>
            Show as a table
          </Button>
          {!asked.linked && <Button onPress={() => void change({ linked: true })}>Only tasks with dependencies</Button>}
          {!isLate && !asked.all && (
            <Button onPress={() => void change({ all: true })}>Draw {shown.length.toLocaleString('en')} all the same</Button>
          )}
        </div>
      </div>
      <div className="parts-groups">
        {hubs.length > 0 && (
          <section>
            <h3 className="cap">Around what holds up most</h3>
            {hubs.map(({ task, holds }) => (
              <Part key={task.id} count={holds} onPress={() => void change({ around: task.key, task: task.key }, { history: 'push' })}>
                <StatusMark status={task.status} />
                <Key>{task.key}</Key>
                <span className="truncate">{task.title}</span>
              </Part>
            ))}
          </section>
        )}
        {BY.map(({ by, title }) => (
          <Group key={by} project={project} by={by} title={title} status={status} change={change} />
        ))}
      </div>
    </div>
  )
}

interface GroupProps {
  project: string
  by: (typeof BY)[number]['by']
  title: string
  status: readonly GraphTask['status'][] | null
  change: Change
}

function Group({ project, by, title, status, change }: GroupProps) {
  const filter = useMemo(() => (status ? { status: [...status] } : {}), [status])
  const [{ data }] = useQuery({ query: TaskGroupsDocument, variables: { project, by, filter } })
  const groups = (data?.taskGroups ?? []).toSorted((a, b) => b.count - a.count).slice(0, MOST_PARTS)
  if (groups.length < 2) return null
  return (
    <section>
      <h3 className="cap">{title}</h3>
      {groups.map(({ count, status: one, tag, assignee, parent }) => {
        const [id, words, to] = one
          ? [one, <StatusMark key="mark" status={one} word />, { status: [one] }]
          : by === 'TAG'
            ? [tag ?? '', tag ?? 'Without a tag', tag ? { tag: [tag] } : null]
            : by === 'ASSIGNEE'
              ? [assignee?.id ?? '', assignee?.name ?? 'Unassigned', { assignee: [assignee?.handle ?? 'none'] }]
              : [parent?.id ?? '', parent?.title ?? 'Not a part of any', parent ? { around: parent.key, notes: ['PARENT' as const] } : null]
        return (
          <Part key={id} count={count} onPress={to && (() => void change(to, { history: 'push' }))}>
            <span className="truncate">{words}</span>
          </Part>
        )
      })}
    </section>
  )
}

function Part({ count, onPress, children }: { count: number; onPress: (() => void) | null; children: ReactNode }) {
  const inside = (
    <>
      <span className="flex min-w-0 flex-1 items-center gap-2">{children}</span>
      <span className="mono text-ink-2">{count.toLocaleString('en')}</span>
    </>
  )
  return onPress ? (
    <button type="button" onClick={onPress} className="part">
      {inside}
    </button>
  ) : (
    <span className="part text-ink-3">{inside}</span>
  )
}

/** The open tasks with the most others waiting for them at once. */
function hubsOf(tasks: readonly GraphTask[], edges: readonly GraphEdge[]) {
  const holds = new Map<string, number>()
  for (const edge of edges) if (edge.kind === 'BLOCKS' && edge.isOpen) holds.set(edge.from, (holds.get(edge.from) ?? 0) + 1)
  return tasks
    .map((task) => ({ task, holds: holds.get(task.id) ?? 0 }))
    .filter((one) => one.holds > 1)
    .toSorted((a, b) => b.holds - a.holds || a.task.number - b.task.number)
    .slice(0, MOST_PARTS)
}
