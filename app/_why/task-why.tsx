'use client'
import { useQuery } from 'urql'
import { useReread } from '#app/_graphql/use-reread.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { ExplainTaskDocument, type TaskExplanation } from './documents.ts'
import { capital, counted, Standings } from './standings.tsx'

interface Props {
  task: { id: string; status: string }
  project: string
  projectId: string
  /** Leaves the reasons out where the page shows them otherwise. */
  onlyCauses?: boolean
  className?: string
}

const REREAD_MS = 1_000
const SHOWN = 5

/** Why a task that nobody has begun cannot be taken, and what would free it. Nothing when it can. */
export function TaskWhy({ task, project, projectId, onlyCauses = false, className }: Props) {
  const isWaiting = task.status === 'PENDING' || task.status === 'BLOCKED'
  const [{ data }, read] = useQuery({
    query: ExplainTaskDocument,
    variables: { task: task.id },
    pause: !isWaiting,
    requestPolicy: 'cache-and-network',
  })
  useReread(projectId, () => isWaiting && read({ requestPolicy: 'network-only' }), REREAD_MS)
  const why = isWaiting ? data?.explainTask : null
  if (!why || (onlyCauses ? !why.causes.length : !why.reasons.length)) return null
  return (
    <section className={className} aria-label={why.isReady ? 'Who can take it' : 'Why it is not ready'}>
      {!onlyCauses && <Reasons why={why} />}
      {why.causes.length > 0 && (
        <>
          <h2 className="cap mt-2 mb-0.5">What would free it</h2>
          <Standings project={project} standings={why.causes.slice(0, SHOWN)} />
          {why.causeCount > SHOWN && (
            <p className="text-ink-3">And {counted(why.causeCount - SHOWN, 'more task', 'more tasks')} upstream.</p>
          )}
        </>
      )}
    </section>
  )
}

const NAMED = 3

function Reasons({ why: { isReady, reasons } }: { why: TaskExplanation }) {
  return (
    <ul className="grid gap-1">
      {reasons.map(({ kind, text, advice, mayEnd }, i) => (
        <li key={kind} className="[overflow-wrap:anywhere]">
          {i === 0 && <b>{isReady ? 'Ready, but ' : 'Not ready: '}</b>}
          {i === 0 ? text : capital(text)}. <span className="text-ink-2">{capital(advice)}</span>
          {mayEnd.length > 0 && (
            <span className="text-ink-2">
              :{' '}
              {mayEnd.slice(0, NAMED).map((actor) => (
                <ActorName key={actor.id} actor={actor} className="mr-1.5 align-bottom" />
              ))}
              {mayEnd.length > NAMED && `and ${mayEnd.length - NAMED} more`}
            </span>
          )}
          {mayEnd.length === 0 && <span className="text-ink-2">.</span>}
        </li>
      ))}
    </ul>
  )
}
