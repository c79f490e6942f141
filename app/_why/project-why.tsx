'use client'
import { useQuery } from 'urql'
import { useReread } from '#app/_graphql/use-reread.ts'
import { ExplainProjectDocument, type ProjectExplanation } from './documents.ts'
import { capital, counted, Standings } from './standings.tsx'
import './why.css'

interface Props {
  project: string
  projectId: string
}

const REREAD_MS = 2_000
const SHOWN = 3

/** Above the list while nothing of it is ready: why, and what would change that. */
export function ProjectWhy({ project, projectId }: Props) {
  const [{ data }, read] = useQuery({ query: ExplainProjectDocument, variables: { project }, requestPolicy: 'cache-and-network' })
  useReread(projectId, () => read({ requestPolicy: 'network-only' }), REREAD_MS)
  const why = data?.explainProject
  if (!why || why.ready > 0 || !why.reasons.length) return null
  const gates = why.gates.slice(0, SHOWN)
  return (
    <section className="why-nothing" aria-label="Why nothing is ready">
      <p>
        <b>No task is ready that someone could take.</b> <span className="text-ink-2">{divided(why)}</span>
      </p>
      {gates.length > 0 && (
        <Standings project={project} standings={gates.map((gate) => gate.standing)} waiting={gates.map((gate) => gate.gatesAll)} />
      )}
      <p className="text-ink-2 empty:hidden">
        {lacking(why)} {agents(why)}{' '}
        {why.nextLease && (
          <>
            The next lease, of <span className="mono">{why.nextLease.task.key}</span>, runs out at{' '}
            {new Date(why.nextLease.expiresAt).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hour12: false })}.
          </>
        )}
      </p>
    </section>
  )
}

const divided = ({ reasons }: ProjectExplanation) => `${capital(reasons.map((reason) => reason.text).join(', '))}.`

function lacking({ lacking: some }: ProjectExplanation) {
  if (!some.length) return ''
  const named = some.slice(0, SHOWN).map(({ capabilities, count }) => `${capabilities.join(' and ')} (${counted(count, 'task', 'tasks')})`)
  return `No agent is capable of ${named.join(', ')}.`
}

function agents({ agentsHere, agentsAway }: ProjectExplanation) {
  if (agentsHere.length + agentsAway.length === 0) return 'No agent works here.'
  if (agentsHere.length === 0) return 'No agent is online.'
  return ''
}
