'use client'
import { useState } from 'react'
import { useTaskMenu, type Assignable } from '#app/_tasks/task-menu.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip, Tag } from '#app/_ui/list.tsx'
import { Ago, useNow } from '#app/_ui/time.tsx'
import type { Task } from './documents.ts'
import { dayOf, deadlineFrom, dueWords, hoursFrom, listFrom } from './fields.ts'
import { InlineEdit } from './inline-edit.tsx'
import { SideHead } from './section.tsx'

interface Props {
  task: Task
  people: Assignable[]
}

export function Properties({ task, people }: Props) {
  const empty = { deadline: '', estimate: '', actual: '', tags: '', needs: '' }
  const [draft, setDraft] = useState(empty)
  const field = (name: keyof typeof empty) => ({
    value: draft[name],
    onChange: (value: string) => setDraft((before) => ({ ...before, [name]: value })),
  })
  return (
    <section>
      <InlineEdit
        what="properties"
        version={task.version}
        canEdit={task.viewerCan.includes('UPDATE')}
        onStart={() =>
          setDraft({
            deadline: dayOf(task.deadline),
            estimate: String(task.estimatedHours ?? ''),
            actual: String(task.actualHours ?? ''),
            tags: task.tags.join(', '),
            needs: task.requiredCapabilities.join(', '),
          })
        }
        patch={() => ({
          // An unchanged day keeps its hour.
          ...(draft.deadline === dayOf(task.deadline) ? {} : { deadline: deadlineFrom(draft.deadline) }),
          estimatedHours: hoursFrom(draft.estimate),
          actualHours: hoursFrom(draft.actual),
          tags: listFrom(draft.tags),
          requiredCapabilities: listFrom(draft.needs),
        })}
        view={(edit) => (
          <>
            <SideHead title="Properties" actions={edit} />
            <Facts task={task} people={people} />
          </>
        )}
        form={(issues) => (
          <>
            <SideHead title="Properties" />
            <TextField label="Deadline" type="date" autoFocus {...field('deadline')} error={issues.deadline} />
            <div className="grid grid-cols-2 gap-2">
              <TextField label="Estimate, hours" inputMode="decimal" mono {...field('estimate')} error={issues.estimatedHours} />
              <TextField label="Spent, hours" inputMode="decimal" mono {...field('actual')} error={issues.actualHours} />
            </div>
            <TextField label="Tags" hint="Separated by commas" {...field('tags')} error={issues.tags} />
            <TextField
              label="Needs"
              hint="Capabilities an agent must have, separated by commas"
              mono
              {...field('needs')}
              error={issues.requiredCapabilities}
            />
          </>
        )}
      />
    </section>
  )
}

function Facts({ task, people }: Props) {
  const menu = useTaskMenu(people)
  return (
    <dl className="facts">
      <dt>Assignee</dt>
      <dd>
        {task.viewerCan.includes('ASSIGN') ? (
          <Button
            variant="bare"
            aria-haspopup="menu"
            className="-my-1.5 -ml-2 max-w-full"
            aria-label={`Assignee: ${task.assignee?.name ?? 'nobody'}`}
            onPress={({ target }) => target instanceof HTMLElement && menu.open('assignee', task, target)}
          >
            {task.assignee ? <ActorName actor={task.assignee} /> : <span className="text-ink-3">Nobody</span>}
            <Icon name="down" />
          </Button>
        ) : task.assignee ? (
          <ActorName actor={task.assignee} />
        ) : (
          <span className="text-ink-3">Nobody</span>
        )}
      </dd>
      <dt>Deadline</dt>
      <dd>
        {task.deadline ? <Due deadline={task.deadline} isDone={task.status === 'COMPLETED' || task.status === 'CANCELLED'} /> : <None />}
      </dd>
      <dt>Estimate</dt>
      <dd>{task.estimatedHours === null ? <None /> : `${task.estimatedHours} h`}</dd>
      {task.actualHours !== null && (
        <>
          <dt>Spent</dt>
          <dd>{task.actualHours} h</dd>
        </>
      )}
      <dt>Needs</dt>
      <dd className="flex flex-wrap gap-1">
        {task.requiredCapabilities.length === 0 && <None />}
        {task.requiredCapabilities.map((capability) => (
          <Chip key={capability} className="mono">
            {capability}
          </Chip>
        ))}
      </dd>
      <dt>Tags</dt>
      <dd className="flex flex-wrap gap-x-2">
        {task.tags.length === 0 && <None />}
        {task.tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
      </dd>
      <dt>Created</dt>
      <dd className="flex flex-wrap items-baseline gap-x-1.5">
        {task.createdBy && <ActorName actor={task.createdBy} />}
        <Ago at={task.createdAt} className="text-ink-3" />
      </dd>
      {task.completedAt && (
        <>
          <dt>Completed</dt>
          <dd>
            <Ago at={task.completedAt} />
          </dd>
        </>
      )}
      <dt>Version</dt>
      <dd className="mono">{task.version}</dd>
      {menu.element}
    </dl>
  )
}

const None = () => <span className="text-ink-3">None</span>

function Due({ deadline, isDone }: { deadline: string; isDone: boolean }) {
  const now = useNow(60_000)
  const isLate = !isDone && Date.parse(deadline) < now
  return (
    <time dateTime={deadline} suppressHydrationWarning className={isLate ? 'text-caution-ink' : ''}>
      {new Date(deadline).toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })},{' '}
      {dueWords(deadline, now)}
    </time>
  )
}
