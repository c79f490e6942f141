'use client'
import { useState } from 'react'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { ComboBox } from '#app/_ui/choice.tsx'
import { PriorityMark } from '#app/_ui/status.tsx'
import type { Agent, ReadyTask } from './documents.ts'
import { lacking, whyNothing } from './fitness.ts'

/** Gives an agent one of the ready tasks: those it can do first, with what it lacks said for the others. */
export function AssignTask({ agent, tasks, onChanged }: { agent: Agent; tasks: readonly ReadyTask[]; onChanged: () => void }) {
  const { assign } = useTaskActs()
  const [chosen, setChosen] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const free = tasks
    .filter((task) => task.assignee?.id !== agent.id && task.viewerCan.includes('ASSIGN'))
    .map((task) => ({ task, lacks: lacking(agent, task) }))
    .sort((a, b) => Number(a.lacks.length > 0) - Number(b.lacks.length > 0))
  const why = whyNothing(agent, tasks)

  async function assignTask() {
    const task = tasks.find(({ id }) => id === chosen)
    if (!task) return
    setPending(true)
    const isDone = await assign(task, agent)
    setPending(false)
    if (!isDone) return
    setChosen(null)
    onChanged()
  }
  return (
    <section>
      <h3 className="cap mb-2">Give it work</h3>
      {why && <p className="mb-2 text-ink-2 [overflow-wrap:anywhere]">{why}</p>}
      {free.length > 0 && (
        <div className="flex items-end gap-2">
          <ComboBox
            key={free.map(({ task }) => task.id).join()}
            label="Ready task"
            hideLabel
            placeholder="A ready task"
            className="min-w-0 flex-1"
            value={chosen}
            onChange={setChosen}
            options={free.map(({ task, lacks }) => ({
              id: task.id,
              text: `${task.key} ${task.title}`,
              content: (
                <span className="flex min-w-0 max-w-90 flex-wrap items-center gap-x-2">
                  <PriorityMark priority={task.priority} />
                  <span className="mono text-ink-2">{task.key}</span>
                  <span className="min-w-0 truncate">{task.title}</span>
                  {task.assignee && <span className="text-ink-3">from {task.assignee.handle}</span>}
                  {lacks.length > 0 && <span className="basis-full text-caution-ink">it lacks {lacks.join(', ')}</span>}
                </span>
              ),
            }))}
          />
          <Button isDisabled={chosen === null} isPending={isPending} onPress={() => void assignTask()}>
            Assign
          </Button>
        </div>
      )}
    </section>
  )
}
