'use client'
import Link from 'next/link'
import type { AnyRefusal } from '#app/_graphql/acts.ts'
import { taskPath } from './task.ts'
import { Call } from '#app/_ui/states.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import type { LinkedTask } from './task-fields.ts'

export type Refusal = AnyRefusal & {
  blockers?: LinkedTask[]
  holdReason?: string | null
  dependents?: LinkedTask[]
  criteria?: { id: string; text: string }[]
  path?: string[]
  holder?: { handle: string } | null
  currentFence?: number | null
}

/** Why an act was refused, where it was asked for: the cause with what it names, then the next step. */
export function Refused({ refusal, project }: { refusal: Refusal; project: string }) {
  return (
    <Call signal="stop" title={refusal.__typename === 'DependencyCycleError' ? 'This would close a cycle.' : refusal.message}>
      {refusal.hint && <span>{refusal.hint}</span>}
      <Details refusal={refusal} project={project} />
    </Call>
  )
}

function Details({ refusal, project }: { refusal: Refusal; project: string }) {
  switch (refusal.__typename) {
    case 'TaskBlockedError':
      return (
        <>
          {refusal.holdReason && <p className="mt-1.5">On hold: {refusal.holdReason}</p>}
          <Tasks tasks={refusal.blockers} project={project} />
        </>
      )
    case 'HasDependentsError':
      return <Tasks tasks={refusal.dependents} project={project} />
    case 'CriteriaUnmetError':
      return (
        <ul className="mt-1.5 list-disc pl-5">
          {refusal.criteria?.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      )
    case 'DependencyCycleError':
      return <Cycle path={refusal.path ?? []} project={project} />
    case 'StaleClaimError':
      if (!refusal.holder) return null
      return (
        <p className="mt-1.5">
          <span className="mono">{refusal.holder.handle}</span> holds it now{refusal.currentFence ? `, fence ${refusal.currentFence}` : ''}.
          Nothing was saved.
        </p>
      )
    default:
      return null
  }
}

function Tasks({ tasks = [], project }: { tasks?: LinkedTask[]; project: string }) {
  return (
    <ul className="mt-1.5 grid gap-1">
      {tasks.map(({ id, key, title, status }) => (
        <li key={id} className="flex items-center gap-2">
          <StatusMark status={status} />
          <Link href={taskPath(project, key)} className="min-w-0 hover:underline">
            <span className="mono">{key}</span> {title}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Cycle({ path, project }: { path: string[]; project: string }) {
  return (
    <ol aria-label="The cycle" className="mt-1.5 flex flex-wrap gap-x-1.5">
      {path.map((key, at) => (
        <li key={`${key}-${at}`} className="mono">
          {at > 0 && <span aria-label="which waits for">→ </span>}
          <Link href={taskPath(project, key)} className="hover:underline">
            {key}
          </Link>
        </li>
      ))}
    </ol>
  )
}
