'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import { refuseBecause, unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { useUndo } from '#app/_tasks/undo.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { Call, Skeleton } from '#app/_ui/states.tsx'
import { CoordinateDocument, ReassignDocument, type Proposal } from './coordinate-documents.ts'
import type { Agent } from './documents.ts'
import { LeftTasks, ProposedTasks } from './proposal.tsx'

interface Props {
  project: string
  agents: readonly Agent[]
  onClose: () => void
  onChanged: () => void
}

const PLAIN = { moveOverloaded: false, includeOffline: false }
const OPTIONS = [
  { id: 'moveOverloaded', word: 'Move work off overloaded agents' },
  { id: 'includeOffline', word: 'Include offline agents' },
] as const

/** Who would get which ready task, and why; assigned when confirmed, exactly as shown. */
export function CoordinateDialog({ project, agents, onClose, onChanged }: Props) {
  const coordinate = useAct(CoordinateDocument)
  const reassign = useAct(ReassignDocument)
  const { did } = useUndo()
  const [options, setOptions] = useState(PLAIN)
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const [hasChanged, setChanged] = useState(false)
  const [isPending, setPending] = useState(false)

  const take = useEffectEvent((result: Awaited<ReturnType<typeof coordinate>>) => {
    const proposed = unlessRefused(result)
    if (proposed) setProposal(proposed)
    else onClose()
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
    did(`${counted(assignments.length)} assigned`, () => takeBack(assignments))
    onChanged()
    onClose()
  }
  async function takeBack(assignments: Proposal['assignments']) {
    const tasks = assignments.map(({ task, movedFrom }) => ({ task: task.id, assignee: movedFrom?.id ?? null }))
    const result = unlessRefused(await reassign({ tasks }))
    return result !== null && result.doneCount > 0
  }
  const change = (more: Partial<typeof PLAIN>) => {
    setChanged(false)
    setProposal(null)
    setOptions({ ...options, ...more })
  }
  const count = proposal?.assignments.length ?? 0
  return (
    <Dialog title="Coordinate" isOpen wide onClose={onClose}>
      <p className="text-ink-2">
        Ready tasks that nobody has go to agents that are capable of them, as many as can be within their limits, the critical path first.
        Whoever loses a task is told.
      </p>
      <div className="flex flex-wrap gap-2" role="group" aria-label="Options">
        {OPTIONS.map(({ id, word }) => (
          <Button
            key={id}
            icon={options[id] ? 'check' : undefined}
            aria-pressed={options[id]}
            onPress={() => change({ [id]: !options[id] })}
          >
            {word}
          </Button>
        ))}
      </div>
      {hasChanged && (
        <Call signal="caution" title="Something has changed meanwhile.">
          Nothing was assigned. This is what would be done now.
        </Call>
      )}
      {!proposal && <Skeleton rows={4} label="Finding out who could do what" />}
      {proposal && (
        <>
          <p role="status">
            <b>{proposal.summary}</b>
            {proposal.truncated && <span className="text-ink-2"> More can be handed out afterwards.</span>}
          </p>
          <ProposedTasks project={project} agents={agents} assignments={proposal.assignments} />
          <LeftTasks project={project} left={proposal.left} count={proposal.leftCount} />
        </>
      )}
      <div className="sticky bottom-0 -mx-4 -mb-4 border-t border-joint bg-plate p-4">
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
      </div>
    </Dialog>
  )
}

const counted = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'task' : 'tasks'}`
