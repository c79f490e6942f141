'use client'
import { createContext, use, useRef, useState, type ReactNode } from 'react'
import { useDrop } from 'react-aria-components/useDrop'
import type { Agent, ReadyTask } from './documents.ts'
import { lacking } from './fitness.ts'

export const TASK_TYPE = 'application/x-task'

interface Carrying {
  /** The task that is on its way; null when none is. */
  task: ReadyTask | null
  pickUp: (task: ReadyTask) => void
  putDown: () => void
  /** What is carried, also before this is drawn again: drop targets are chosen in the same breath in which it is picked up. */
  now: () => ReadyTask | null
  assign: (task: ReadyTask, agent: Agent) => void
}

const CarryingContext = createContext<Carrying | null>(null)

/** Holds the task that is dragged, for the agents that it may be dropped on. */
export function Carry({ assign, children }: { assign: Carrying['assign']; children: ReactNode }) {
  const carried = useRef<ReadyTask | null>(null)
  const [task, setTask] = useState<ReadyTask | null>(null)
  const set = (next: ReadyTask | null) => {
    carried.current = next
    setTask(next)
  }
  const value: Carrying = { task, pickUp: set, putDown: () => set(null), now: () => carried.current, assign }
  return <CarryingContext value={value}>{children}</CarryingContext>
}

export function useCarrying() {
  const carrying = use(CarryingContext)
  if (!carrying) throw new Error('Carry is missing.')
  return carrying
}

/** An agent's row or card, where a ready task may be dropped when the agent is capable of it. */
export function AgentTarget({
  agent,
  isSelected,
  className,
  children,
}: {
  agent: Agent
  isSelected: boolean
  className: string
  children: ReactNode
}) {
  const ref = useRef<HTMLLIElement>(null)
  const { task, now, assign } = useCarrying()
  const accepts = () => {
    const carried = now()
    return carried !== null && carried.assignee?.id !== agent.id && lacking(agent, carried).length === 0
  }
  const { dropProps, isDropTarget } = useDrop({
    ref,
    isDisabled: agent.retiredAt !== null,
    getDropOperation: (types) => (types.has(TASK_TYPE) && accepts() ? 'move' : 'cancel'),
    onDrop: () => {
      const carried = now()
      if (carried) assign(carried, agent)
    },
  })
  return (
    <li
      {...dropProps}
      ref={ref}
      tabIndex={-1}
      aria-label={task ? `Assign ${task.key} to ${agent.handle}` : undefined}
      aria-current={isSelected || undefined}
      data-agent={agent.id}
      data-target={isDropTarget || undefined}
      data-refuses={(task && !accepts()) || undefined}
      className={className}
    >
      {children}
      {task && <Verdict task={task} agent={agent} />}
    </li>
  )
}

/** While a task is carried: what dropping it here would mean. */
function Verdict({ task, agent }: { task: ReadyTask; agent: Agent }) {
  const missing = lacking(agent, task)
  const words = agent.retiredAt
    ? 'Retired'
    : task.assignee?.id === agent.id
      ? 'Has it already'
      : missing.length > 0
        ? `Lacks ${missing.join(', ')}`
        : `Assign ${task.key}`
  return <span className="verdict">{words}</span>
}
