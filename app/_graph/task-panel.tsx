'use client'
import Link from 'next/link'
import { useQuery } from 'urql'
import { useProjectEvents } from '#app/_graphql/live.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button, IconButton, LinkButton } from '#app/_ui/button.tsx'
import { Key } from '#app/_ui/list.tsx'
import { Call, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { PriorityMark, StatusMark } from '#app/_ui/status.tsx'
import { TaskWhy } from '#app/_why/task-why.tsx'
import { PanelDocument, type PanelTask } from './documents.ts'
import { LeaseClock } from './lease.tsx'
import { hours } from './task-node.tsx'

interface Props {
  task: string
  project: string
  projectId: string
  canLink: boolean
  isAround: boolean
  onAround: (key: string) => void
  onUnlink: (edge: { id: string; from: string; to: string; kind: 'BLOCKS' }) => void
  onSelect: (key: string) => void
  onClose: () => void
}

/** Beside the graph: why the task waits, the figures, and the ways on. */
export function TaskPanel({ task: ref, project, projectId, canLink, isAround, onAround, onUnlink, onSelect, onClose }: Props) {
  const [{ data, fetching }, read] = useQuery({ query: PanelDocument, variables: { task: ref } })
  // Statuses come by themselves; which tasks hold which comes with the question.
  useProjectEvents(projectId, (batch) => {
    if (batch?.some((event) => event.action.startsWith('DEPENDENCY_'))) read({ requestPolicy: 'network-only' })
  })
  const task = data?.task && 'key' in data.task ? data.task : null
  if (!task) {
    return (
      <aside className="side" aria-label="Selected task">
        <div className="flex justify-end p-2">
          <IconButton icon="close" label="Close panel" onPress={onClose} />
        </div>
        {fetching ? <Skeleton rows={5} label="Loading the task" /> : <NothingHere what="task" />}
      </aside>
    )
  }
  return (
    <aside className="side" aria-label={`${task.key} beside the graph`}>
      <section>
        <div className="mb-1.5 flex items-center gap-2">
          <Key>{task.key}</Key>
          <StatusMark status={task.status} word />
          <span className="flex-1" />
          <IconButton icon="close" label="Close panel" onPress={onClose} />
        </div>
        <h2 className="text-lg leading-tight [overflow-wrap:anywhere]">
          <Link href={`/projects/${project}/tasks/${task.key}`} className="hover:underline">
            {task.title}
          </Link>
        </h2>
      </section>
      <Blockers task={task} onSelect={onSelect} onUnlink={canLink ? onUnlink : null} />
      <TaskWhy task={task} project={project} projectId={projectId} onlyCauses />
      <Dependents task={task} onSelect={onSelect} onUnlink={canLink ? onUnlink : null} />
      <section>
        <Figures task={task} />
      </section>
      <section className="flex flex-wrap gap-2">
        <LinkButton variant="primary" href={`/projects/${project}/tasks/${task.key}`}>
          Open task
        </LinkButton>
        {!isAround && <Button onPress={() => onAround(task.key)}>Show around it</Button>}
      </section>
    </aside>
  )
}

interface ListProps {
  task: PanelTask
  onSelect: (key: string) => void
  onUnlink: Props['onUnlink'] | null
}

function Blockers({ task, onSelect, onUnlink }: ListProps) {
  const open = task.blockers.filter((edge) => edge.isOpen)
  if (open.length === 0 && !task.hold) return null
  return (
    <section>
      <div className="mb-2 flex items-center gap-2">
        <h3 className="cap">Why it waits</h3>
        {task.blockers.length > 0 && (
          <Key className="ml-auto">
            {open.length} of {task.blockers.length} open
          </Key>
        )}
      </div>
      {task.hold && (
        <Call signal="caution" title="On hold." className="mb-3">
          {task.hold.reason}
        </Call>
      )}
      <ul>
        {open.map(({ id, dependsOn: blocker }) => {
          const drop = onUnlink && (() => onUnlink({ id, from: blocker.id, to: task.id, kind: 'BLOCKS' }))
          const deeper = blocker.blockers.filter((edge) => edge.isOpen)
          return [
            <Why key={id} task={blocker} onSelect={onSelect} onDrop={drop} dropWord={`${task.key} no longer waits for ${blocker.key}`} />,
            ...deeper.map((edge) => <Why key={edge.id} task={edge.dependsOn} isDeep onSelect={onSelect} />),
          ]
        })}
      </ul>
    </section>
  )
}

const MOST_DEPENDENTS = 6

function Dependents({ task, onSelect, onUnlink }: ListProps) {
  const open = task.dependents.filter((edge) => edge.kind === 'BLOCKS' && edge.isOpen)
  if (open.length === 0) return null
  return (
    <section>
      <h3 className="cap mb-2">Waits for it</h3>
      <ul className="grid gap-2">
        {open.slice(0, MOST_DEPENDENTS).map(({ id, task: waiting }) => (
          <Why
            key={id}
            task={waiting}
            isLoose
            onSelect={onSelect}
            onDrop={onUnlink && (() => onUnlink({ id, from: task.id, to: waiting.id, kind: 'BLOCKS' }))}
            dropWord={`${waiting.key} no longer waits for ${task.key}`}
          />
        ))}
      </ul>
      {open.length > MOST_DEPENDENTS && <p className="mt-1.5 text-ink-3">and {open.length - MOST_DEPENDENTS} more</p>}
    </section>
  )
}

type Blocker = Omit<PanelTask['blockers'][number]['dependsOn'], 'blockers'>

interface WhyProps {
  task: Blocker
  isDeep?: boolean
  /** Not in a chain with the others. */
  isLoose?: boolean
  onSelect: (key: string) => void
  onDrop?: (() => void) | null
  dropWord?: string
}

function Why({ task, isDeep = false, isLoose = false, onSelect, onDrop, dropWord = '' }: WhyProps) {
  return (
    <li className={`${isLoose ? 'why-loose' : 'why'} ${isDeep ? 'deep' : ''}`}>
      <StatusMark status={task.status} />
      <div className="min-w-0">
        <button type="button" onClick={() => onSelect(task.key)} className="text-left font-[560] [overflow-wrap:anywhere] hover:underline">
          {task.title}
        </button>
        <div className="flex flex-wrap items-center gap-x-2 text-ink-2">
          <Key>{task.key}</Key>
          {task.assignee ? <ActorName actor={task.assignee} /> : <span>nobody yet</span>}
          {task.estimatedHours !== null && <span>{hours(task.estimatedHours)}</span>}
          {task.isReady && <span>ready</span>}
        </div>
      </div>
      {onDrop && <IconButton icon="close" label={dropWord} className="size-(--hit)" onPress={onDrop} />}
    </li>
  )
}

function Figures({ task }: { task: PanelTask }) {
  return (
    <dl className="facts">
      <dt>Priority</dt>
      <dd>
        <PriorityMark priority={task.priority} word className="align-middle" />
      </dd>
      <dt>Assignee</dt>
      <dd>{task.assignee ? <ActorName actor={task.assignee} /> : <span className="text-ink-3">Nobody</span>}</dd>
      {task.claim && task.status === 'IN_PROGRESS' && (
        <>
          <dt>Lease left</dt>
          <dd className="flex items-center gap-2">
            <LeaseClock lease={task.claim} />
            <Key>fence {task.claim.fence}</Key>
          </dd>
        </>
      )}
      <dt>Holds up</dt>
      <dd>
        {task.openDependents === 0 ? 'nothing waits for it' : `${task.openDependents} open ${task.openDependents === 1 ? 'task' : 'tasks'}`}
      </dd>
      <dt>Estimate</dt>
      <dd>{task.estimatedHours === null ? <span className="text-ink-3">None</span> : hours(task.estimatedHours)}</dd>
    </dl>
  )
}
