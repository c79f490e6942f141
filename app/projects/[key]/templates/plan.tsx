'use client'
import dynamic from 'next/dynamic'
import { hours } from './hours.ts'
import { PriorityMark } from '#app/_ui/status.tsx'
import type { PreviewedTask } from './documents.ts'
import './templates.css'

const PlanPicture = dynamic(() => import('./plan-picture.tsx'), { ssr: false, loading: () => <div className="plan-picture" /> })

interface Props {
  tasks: PreviewedTask[]
  /** Leads to where a task stands in the text. */
  onLine?: (line: number) => void
}

/** The plan before it is created: as a graph, and as a list that says the same. */
export function Plan({ tasks, onLine }: Props) {
  const total = tasks.reduce((sum, { estimatedHours }) => sum + (estimatedHours ?? 0), 0)
  const ready = tasks.filter(({ dependsOn }) => dependsOn.length === 0).length
  return (
    <section aria-label="Preview" className="min-w-0">
      <div className="group-head">
        <h2 className="head">Preview</h2>
        <span role="status" className="mono text-ink-2">
          {tasks.length} {tasks.length === 1 ? 'task' : 'tasks'}, {ready} ready at once{total > 0 && `, ${hours(total)}`}
        </span>
      </div>
      {tasks.length > 0 && <PlanPicture tasks={tasks} />}
      <ol aria-label="Tasks of the plan">
        {tasks.map((task) => (
          <li key={task.ref} className="plan-row">
            <span className="flex items-center gap-1.5">
              <PriorityMark priority={task.priority} />
              <span className="mono text-ink-2">{task.ref}</span>
            </span>
            <span className="min-w-0">
              <span className="[overflow-wrap:anywhere]">{task.title}</span>
              <span className="flex flex-wrap gap-x-3 text-ink-3">
                {task.dependsOn.length > 0 && <span className="[overflow-wrap:anywhere]">after {task.dependsOn.join(', ')}</span>}
                {task.parent && <span>part of {task.parent}</span>}
                {task.assignee && <span>@{task.assignee}</span>}
                {task.deadline && <span>due {task.deadline.slice(0, 10)}</span>}
              </span>
            </span>
            <span className="mono text-right text-ink-2">{task.estimatedHours === null ? '' : hours(task.estimatedHours)}</span>
            {onLine && task.line !== null && (
              <button type="button" className="mono px-1 text-ink-3 underline" onClick={() => onLine(task.line ?? 1)}>
                line {task.line}
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
