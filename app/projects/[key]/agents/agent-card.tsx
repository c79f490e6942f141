import { AgentButton, Capabilities, Idle, Seen, type AgentProps } from './agent-row.tsx'
import { ClaimedTask, TimeLeft } from './claim-line.tsx'
import { AgentTarget } from './drag.tsx'
import { Load } from './load.tsx'
import { Failures, Spark } from './spark.tsx'

const CLAIMS = 3

/** An agent as a plate: who, what it holds and for how long, what is on its hands, how it went. */
export function AgentCard({ agent, figures, isSelected, onSelect }: AgentProps) {
  const { currentClaims: claims, workload } = agent
  return (
    <AgentTarget agent={agent} isSelected={isSelected} className="agent-card">
      <div className="flex min-h-7 items-center justify-between gap-3">
        <AgentButton agent={agent} isSelected={isSelected} onSelect={onSelect} />
        <Seen agent={agent} />
      </div>
      <div className="agent-card-claims">
        {claims.slice(0, CLAIMS).map((claim) => (
          <div key={claim.id} className="grid gap-1">
            <ClaimedTask claim={claim} />
            <TimeLeft claim={claim} wide />
          </div>
        ))}
        {claims.length === 0 && <Idle agent={agent} />}
        {claims.length > CLAIMS && <span className="text-ink-3">and {claims.length - CLAIMS} more</span>}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Load agent={agent} />
        {workload && (
          <span className="text-ink-2">
            {workload.openTasks} open
            {workload.hours > 0 && <span className="text-ink-3">, {Number(workload.hours.toFixed(1))} h</span>}
          </span>
        )}
      </div>
      <div className="min-h-5">
        {agent.capabilities.length > 0 ? (
          <Capabilities of={agent.capabilities} most={8} />
        ) : (
          <span className="text-ink-3">No capabilities</span>
        )}
      </div>
      <div className="flex items-end gap-3">
        <Spark figures={figures} />
        <span className="text-ink-2">
          <span className="mono">{figures?.completed ?? 0}</span> in 14 days
        </span>
        <span className="flex-1" />
        <Failures figures={figures} />
      </div>
    </AgentTarget>
  )
}
