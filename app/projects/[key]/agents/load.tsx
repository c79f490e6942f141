import type { Agent } from './documents.ts'

/** Beyond this many the squares say less than the number. */
const MOST_SQUARES = 6

/** How many tasks an agent holds of how many it may: a square each, filled for those it holds. */
export function Load({ agent }: { agent: Pick<Agent, 'wipLimit' | 'workload'> }) {
  const { wipLimit, workload } = agent
  const held = workload?.openClaims ?? 0
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      {wipLimit !== null && wipLimit <= MOST_SQUARES && (
        <span aria-hidden className="flex gap-0.5">
          {Array.from({ length: wipLimit }, (_, i) => (
            <i key={i} className={`size-3 border ${i < held ? 'border-occupied-lamp bg-occupied-lamp' : 'border-control bg-plate'}`} />
          ))}
        </span>
      )}
      <span className="mono" aria-hidden>
        {wipLimit === null ? held : `${held}/${wipLimit}`}
      </span>
      <span className="sr-only">
        {wipLimit === null ? `holds ${held} ${held === 1 ? 'task' : 'tasks'}, no limit` : `holds ${held} of at most ${wipLimit} tasks`}
      </span>
    </span>
  )
}

/** "5, 8.5 h estimated, 2 without an estimate". */
export function OpenTasks({ workload: { openTasks, unestimatedTasks, hours } }: { workload: NonNullable<Agent['workload']> }) {
  return (
    <>
      {openTasks}
      {openTasks > unestimatedTasks && <span className="text-ink-3">, {Number(hours.toFixed(1))} h estimated</span>}
      {unestimatedTasks > 0 && <span className="text-ink-3">, {unestimatedTasks} without an estimate</span>}
    </>
  )
}
