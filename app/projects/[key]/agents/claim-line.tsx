import Link from 'next/link'
import { LeaseBar, LeaseClock } from '#app/_graph/lease.tsx'
import { taskPath } from '#app/_tasks/task.ts'
import { Key } from '#app/_ui/list.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import type { Agent } from './documents.ts'

type Claim = Agent['currentClaims'][number]

export function ClaimedTask({ claim }: { claim: Claim }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <StatusMark status="IN_PROGRESS" />
      <Link href={taskPath(claim.task.project.key, claim.task.key)} className="flex min-w-0 items-center gap-1.5 hover:underline">
        <Key>{claim.task.key}</Key>
        <span className="truncate">{claim.task.title}</span>
      </Link>
    </span>
  )
}

export function TimeLeft({ claim, wide = false }: { claim: Claim; wide?: boolean }) {
  return (
    <span className="flex items-center gap-2">
      <LeaseClock lease={sinceRenewal(claim)} />
      <LeaseBar lease={sinceRenewal(claim)} className={`h-1.5 bg-well ${wide ? 'flex-1' : 'w-14'}`} />
    </span>
  )
}

/** A renewed lease is as long as it is granted for, not as long as the task has been held. */
const sinceRenewal = ({ expiresAt, leaseSeconds }: Claim) => ({
  leasedAt: new Date(Date.parse(expiresAt) - leaseSeconds * 1000).toISOString(),
  expiresAt,
})
