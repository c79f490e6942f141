'use client'
import { useState } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { AssignTaskDocument } from '#app/_tasks/acts-documents.ts'
import { Button } from '#app/_ui/button.tsx'
import { ComboBox } from '#app/_ui/choice.tsx'
import { PriorityMark } from '#app/_ui/status.tsx'
import { tell } from '#app/_ui/toast.tsx'
import type { Agent, ReadyTask } from './documents.ts'

/** Gives an agent one of the ready tasks: those it can do first, with what it lacks said for the others. */
export function AssignTask({ agent, tasks, onChanged }: { agent: Agent; tasks: ReadyTask[]; onChanged: () => void }) {
  const assign = useAct(AssignTaskDocument)
  const [chosen, setChosen] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const free = tasks
    .filter((task) => task.assignee?.id !== agent.id)
    .map((task) => ({ task, lacks: task.requiredCapabilities.filter((one) => !agent.capabilities.includes(one)) }))
    .sort((a, b) => Number(a.lacks.length > 0) - Number(b.lacks.length > 0))

  async function assignTask() {
    const task = tasks.find(({ id }) => id === chosen)
    if (!task) return
    setPending(true)
    const result = await assign({ task: task.id, assignee: agent.id, expectedVersion: task.version })
    setPending(false)
    if (!result) return
    if (result.__typename !== 'AssignTaskSuccess') return refuseBecause(result)
    tell(`${task.key} assigned to ${agent.handle}`)
    setChosen(null)
    onChanged()
  }
  return (
    <section>
      <h3 className="cap mb-2">Give it work</h3>
      {free.length === 0 ? (
        <p className="text-ink-3">No task is ready.</p>
      ) : (
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
