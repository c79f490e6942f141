'use client'
import Link from 'next/link'
import { useState } from 'react'
import { useQuery } from 'urql'
import { ClaimOutcome } from '#app/_tasks/claim-outcome.tsx'
import { taskPath } from '#app/_tasks/task.ts'
import { Button } from '#app/_ui/button.tsx'
import { Key } from '#app/_ui/list.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { AgentHistoryDocument, type Agent } from './documents.ts'
import { heldFor } from './ended-claim.tsx'

/** What an agent has done, the last to end first. */
export function AgentHistory({ agent }: { agent: Agent }) {
  const last = agent.history.nodes[0]?.id
  if (!last) return null
  return (
    <section aria-label="Work history">
      <h3 className="cap mb-2">Work history</h3>
      {/* A claim that ends moves what follows it: the list begins anew. */}
      <Pages key={last} agent={agent.id} />
    </section>
  )
}

function Pages({ agent }: { agent: string }) {
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  return (
    <ul>
      {cursors.map((after, i) => (
        <Page
          key={after ?? ''}
          agent={agent}
          after={after}
          onMore={i === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : null}
        />
      ))}
    </ul>
  )
}

interface PageProps {
  agent: string
  after: string | null
  onMore: ((after: string) => void) | null
}

function Page({ agent, after, onMore }: PageProps) {
  const [{ data, fetching }] = useQuery({ query: AgentHistoryDocument, variables: { agent, after }, requestPolicy: 'cache-and-network' })
  const page = data?.actor?.history
  if (!page) return fetching ? <li className="py-1.5 text-ink-3">Loading…</li> : null
  const next = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  return (
    <>
      {page.nodes.map((claim) => (
        <li key={claim.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 border-b border-joint py-1.5 last:border-0">
          <Link href={taskPath(claim.task.project.key, claim.task.key)} className="flex min-w-0 items-center gap-1.5 hover:underline">
            <Key>{claim.task.key}</Key>
            <span className="truncate">{claim.task.title}</span>
          </Link>
          {claim.endedAt && <Ago at={claim.endedAt} className="mono text-ink-3" />}
          <span className="col-span-2 flex flex-wrap gap-x-2 text-ink-2">
            <ClaimOutcome claim={claim} />
            {claim.durationSeconds !== null && <span className="text-ink-3">after {heldFor(claim.durationSeconds)}</span>}
            {claim.note && <span className="basis-full [overflow-wrap:anywhere]">{claim.note}</span>}
          </span>
        </li>
      ))}
      {onMore && next && (
        <li className="pt-2">
          <Button variant="bare" onPress={() => onMore(next)}>
            Show earlier
          </Button>
        </li>
      )}
    </>
  )
}
