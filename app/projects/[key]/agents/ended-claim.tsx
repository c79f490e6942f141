import Link from 'next/link'
import { ClaimOutcome } from '#app/_tasks/claim-outcome.tsx'
import { taskPath } from '#app/_tasks/task.ts'
import { Key } from '#app/_ui/list.tsx'
import { Ago, shortAge } from '#app/_ui/time.tsx'
import type { EndedClaim } from './documents.ts'

/** One line: how it ended, which task, and when. */
export function LastClaim({ claim }: { claim: EndedClaim }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-ink-3">
      <ClaimOutcome claim={claim} />
      <Link href={taskPath(claim.task.project.key, claim.task.key)} className="min-w-0 truncate hover:underline">
        <Key>{claim.task.key}</Key>
      </Link>
      {claim.endedAt && <Ago at={claim.endedAt} className="mono" />}
    </span>
  )
}

/** How long a task was held: "12 s", "4 min". */
export const heldFor = (seconds: number) => (seconds < 60 ? `${seconds} s` : shortAge(seconds))
