'use client'
import type { RefObject } from 'react'
import { ActorName, PresenceMark } from '#app/_ui/actor.tsx'
import { MenuItem, MenuList } from '#app/_ui/menu.tsx'
import { Popover } from '#app/_ui/popover.tsx'
import type { Agent, ReadyTask } from './documents.ts'
import { useCarrying } from './drag.tsx'
import { isFull, lacking } from './fitness.ts'
import { PRESENCES } from './order.ts'

interface Props {
  task: ReadyTask
  agents: readonly Agent[]
  trigger: RefObject<HTMLElement | null>
  onClose: () => void
}

/** Who could get a task: those who can do it first, with what the others lack. */
export function AssignMenu({ task, agents, trigger, onClose }: Props) {
  const { assign } = useCarrying()
  const rank = (agent: Agent) => lacking(agent, task).length * 100 + (isFull(agent) ? 10 : 0) + PRESENCES.indexOf(agent.presence)
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="bottom end"
      aria-label={`Assign ${task.key}`}
    >
      <MenuList aria-label={`Assign ${task.key} to`} autoFocus="first" onClose={onClose}>
        {[...agents]
          .sort((a, b) => rank(a) - rank(b))
          .map((agent) => (
            <MenuItem key={agent.id} textValue={agent.handle} onAction={() => assign(task, agent)}>
              <ActorName actor={agent} />
              <span className="ml-auto flex items-center gap-3 pl-4 text-ink-2">
                <Note agent={agent} task={task} />
                <PresenceMark presence={agent.presence} />
              </span>
            </MenuItem>
          ))}
      </MenuList>
    </Popover>
  )
}

function Note({ agent, task }: { agent: Agent; task: ReadyTask }) {
  const missing = lacking(agent, task)
  if (missing.length > 0) return <span className="text-caution-ink">lacks {missing.join(', ')}</span>
  if (isFull(agent)) return <span className="text-caution-ink">full</span>
  return agent.workload && <span className="text-ink-3">{agent.workload.openTasks} open</span>
}
