import { ActorName } from '#app/_ui/actor.tsx'
import { IconButton } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { PriorityMark, StatusMark } from '#app/_ui/status.tsx'
import type { Column } from './columns.ts'
import type { BoardMember } from './people.ts'
import type { Verdict } from './verdict.ts'

interface ColumnHeadProps {
  column: Column
  member: BoardMember | null
  verdict: Verdict | null
  onFold: () => void
}

/** What the column stands for, how much is in it and in which order; during a drag, what dropping there does or why not. */
export function ColumnHead({ column: { common, group, order }, member, verdict, onFold }: ColumnHeadProps) {
  return (
    <header className="column-head">
      <h2 className="flex min-w-0 items-center gap-2">
        {common.by === 'status' && <StatusMark status={common.status} />}
        {common.by === 'priority' && <PriorityMark priority={common.priority} />}
        <span className="head truncate">{member ? <ActorName actor={member} /> : group.title}</span>
        <span className="mono text-ink-2">{group.count.toLocaleString('en')}</span>
      </h2>
      {!verdict && member && <Held member={member} />}
      {!verdict && <span className="column-note ml-auto">{order}</span>}
      {verdict?.kind === 'act' && <span className="column-note ml-auto text-ink! strong">Drop: {verdict.words}</span>}
      {verdict?.kind === 'refused' && (
        <span className="column-note ml-auto inline-flex items-center gap-1 text-stop-ink!" title={verdict.why}>
          <Icon name="stop" />
          <span className="truncate">{verdict.why}</span>
        </span>
      )}
      <IconButton icon="minus" label={`Fold ${group.title}`} onPress={onFold} className="max-sm:hidden" />
    </header>
  )
}

/** Work in progress under a lease, against the actor's limit. */
function Held({ member: { workload, wipLimit } }: { member: BoardMember }) {
  const claims = workload?.openClaims ?? 0
  if (!claims && wipLimit === null) return null
  const isFull = wipLimit !== null && claims >= wipLimit
  return (
    <span className={`mono inline-flex flex-none items-center gap-1 ${isFull ? 'text-caution-ink' : 'text-ink-2'}`}>
      <Icon name={isFull ? 'warning' : 'claim'} label={isFull ? 'At its limit: holds' : 'Holds'} />
      {claims}
      {wipLimit !== null && ` of ${wipLimit}`}
    </span>
  )
}
