'use client'
import { useRef } from 'react'
import { useCommands } from '#app/_shell/commands.ts'
import { statusMoves } from '#app/_tasks/status-menu.tsx'
import { useTaskMenu, type Assignable, type MenuKind } from '#app/_tasks/task-menu.tsx'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip, Tag } from '#app/_ui/list.tsx'
import { Call } from '#app/_ui/states.tsx'
import { PriorityMark, StatusMark } from '#app/_ui/status.tsx'
import { TaskActions } from './actions.tsx'
import { ClaimBar } from './claim-panel.tsx'
import type { Task } from './documents.ts'
import { InlineEdit } from './inline-edit.tsx'
import { OpenQuestion, openQuestionOf } from './questions.tsx'
import { TopLine } from './top-line.tsx'

interface Props {
  task: Task
  project: string
  people: Assignable[]
  readAgain: () => void
}

const LONG_TITLE = 120

export function Head({ task, project, people, readAgain }: Props) {
  const canEdit = task.viewerCan.includes('UPDATE')
  return (
    <header>
      <TopLine task={task} project={project} />
      <InlineEdit
        what="title"
        task={task}
        canEdit={canEdit}
        keys="r"
        start={() => task.title}
        change={(title) => ({ title: title.replace(/\s*\n\s*/g, ' ') })}
        view={(edit, begin) => (
          <div className="mt-2 mb-2.5 flex items-start gap-2">
            <h1
              onDoubleClick={begin}
              className={
                task.title.length > LONG_TITLE
                  ? 'min-w-0 text-lg leading-tight font-semibold [overflow-wrap:anywhere]'
                  : 'subject min-w-0 text-balance [overflow-wrap:anywhere]'
              }
            >
              {task.title}
            </h1>
            {edit}
          </div>
        )}
        form={({ draft, set, issues }) => (
          <TextArea
            label="Title"
            value={draft}
            onChange={set}
            error={issues.title}
            isRequired
            autoFocus
            rows={draft.length > LONG_TITLE ? 4 : 2}
            className="mt-2"
          />
        )}
      />
      {task.deletedAt && <Deleted task={task} readAgain={readAgain} />}
      <OpenQuestion task={task} readAgain={readAgain} />
      {task.hold && !openQuestionOf(task) && (
        <Call signal="caution" title="On hold." className="mb-2.5">
          {task.hold.reason}
        </Call>
      )}
      <Standing task={task} people={people} project={project} readAgain={readAgain} />
      <ClaimBar task={task} />
    </header>
  )
}

function Deleted({ task, readAgain }: { task: Task; readAgain: () => void }) {
  const acts = useTaskActs()
  return (
    <Call signal="caution" title="This task is deleted." className="mb-2.5">
      Its texts and edges are kept for 30 days.{' '}
      {task.viewerCan.includes('RESTORE') ? (
        <Button icon="undo" className="ml-1" onPress={() => void acts.restore(task).then(readAgain)}>
          Restore
        </Button>
      ) : (
        'Its creator or an owner of the project can restore it.'
      )}
    </Call>
  )
}

/** Status and priority as menus, what goes with them, and what may be done next. */
function Standing({ task, project, people, readAgain }: Props) {
  const menu = useTaskMenu(people)
  const status = useRef<HTMLButtonElement>(null)
  const priority = useRef<HTMLButtonElement>(null)
  const canMove = statusMoves(task).length > 0
  const canEdit = task.viewerCan.includes('UPDATE')
  const open = (kind: MenuKind, at: HTMLElement | null) => at && menu.open(kind, task, at)
  useCommands([
    ...(canMove
      ? [
          {
            id: 'status',
            title: 'Change status',
            group: 'Task',
            keys: 's',
            icon: 'status-in-progress',
            run: () => open('status', status.current),
          } as const,
        ]
      : []),
    ...(canEdit
      ? [
          {
            id: 'priority',
            title: 'Change priority',
            group: 'Task',
            keys: 'p',
            icon: 'priority-high',
            run: () => open('priority', priority.current),
          } as const,
        ]
      : []),
  ])
  const effort = effortOf(task)
  return (
    <div className="flex flex-wrap items-center gap-2">
      {canMove ? (
        <Button
          ref={status}
          aria-haspopup="menu"
          aria-label={`Status: ${task.status.toLowerCase().replace('_', ' ')}`}
          onPress={({ target }) => target instanceof HTMLElement && open('status', target)}
        >
          <StatusMark status={task.status} word />
          <Icon name="down" />
        </Button>
      ) : (
        <StatusMark status={task.status} word className="mr-1" />
      )}
      {task.status === 'IN_PROGRESS' && task.isBlocked && <Chip>waits for {task.openBlockers || 'its hold'}</Chip>}
      {canEdit ? (
        <Button
          ref={priority}
          aria-haspopup="menu"
          aria-label={`Priority: ${task.priority.toLowerCase()}`}
          onPress={({ target }) => target instanceof HTMLElement && open('priority', target)}
        >
          <PriorityMark priority={task.priority} word />
          <Icon name="down" />
        </Button>
      ) : (
        <PriorityMark priority={task.priority} word />
      )}
      {effort && <Chip>{effort}</Chip>}
      {task.tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      <span className="flex-1" />
      <TaskActions task={task} project={project} readAgain={readAgain} />
      {menu.element}
    </div>
  )
}

function effortOf({ estimatedHours, actualHours }: Task) {
  const parts = [estimatedHours !== null && `${estimatedHours} h estimated`, actualHours !== null && `${actualHours} h so far`]
  return parts.filter(Boolean).join(', ')
}
