'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { Call, Skeleton } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { CoordinateDocument, type Proposal } from './coordinate-documents.ts'
import { LeftTasks, ProposedTasks } from './proposal.tsx'

interface Props {
  project: string
  onClose: () => void
  onChanged: () => void
}

const PLAIN = { moveOverloaded: false, includeOffline: false }

/** Who would get which ready task, and why; assigned when confirmed, exactly as shown. */
export function CoordinateDialog({ project, onClose, onChanged }: Props) {
  const coordinate = useAct(CoordinateDocument)
  const [options, setOptions] = useState(PLAIN)
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const [hasChanged, setChanged] = useState(false)
  const [isPending, setPending] = useState(false)

  const take = useEffectEvent((result: Awaited<ReturnType<typeof coordinate>>) => {
    if (result?.__typename === 'CoordinateProjectSuccess') return setProposal(result)
    if (result) refuseBecause(result)
    onClose()
  })
  useEffect(() => {
    let isCurrent = true
    void coordinate({ project, ...options, dryRun: true }).then((result) => isCurrent && take(result))
    return () => void (isCurrent = false)
  }, [coordinate, project, options])

  async function apply({ fingerprint, assignments }: Proposal) {
    setPending(true)
    const result = await coordinate({ project, ...options, dryRun: false, fingerprint })
    setPending(false)
    if (!result) return
    if (result.__typename === 'ProposalChangedError') {
      setChanged(true)
      setProposal(null)
      return setOptions({ ...options })
    }
    if (result.__typename !== 'CoordinateProjectSuccess') return refuseBecause(result)
    tell(`${counted(assignments.length)} assigned`)
    onChanged()
    onClose()
  }
  const change = (more: Partial<typeof PLAIN>) => {
    setChanged(false)
    setOptions({ ...options, ...more })
  }
  const count = proposal?.assignments.length ?? 0
  return (
    <Dialog title="Coordinate" isOpen wide onClose={onClose}>
      <p className="text-ink-2">
        Ready tasks that nobody has go to agents that are capable of them, as many as can be within their limits, the critical path first.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button aria-pressed={options.moveOverloaded} onPress={() => change({ moveOverloaded: !options.moveOverloaded })}>
          Move work off overloaded agents
        </Button>
        <Button aria-pressed={options.includeOffline} onPress={() => change({ includeOffline: !options.includeOffline })}>
          Include offline agents
        </Button>
      </div>
      {hasChanged && (
        <Call signal="caution" title="Something has changed meanwhile.">
          Nothing was assigned. This is what would be done now.
        </Call>
      )}
      {!proposal && <Skeleton rows={3} label="Finding out who could do what" />}
      {proposal && (
        <>
          <p role="status">
            <b>{proposal.summary}</b>
            {proposal.truncated && <span className="text-ink-2"> More can be handed out afterwards.</span>}
          </p>
          <ProposedTasks assignments={proposal.assignments} />
          <LeftTasks left={proposal.left} count={proposal.leftCount} />
        </>
      )}
      <Actions>
        {proposal && count > 0 && (
          <Button variant="primary" isPending={isPending} onPress={() => void apply(proposal)}>
            Assign {counted(count)}
          </Button>
        )}
        <Button variant="bare" onPress={onClose}>
          Back
        </Button>
      </Actions>
    </Dialog>
  )
}

const counted = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'task' : 'tasks'}`
