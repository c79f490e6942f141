'use client'
import Link from 'next/link'
import { useState } from 'react'
import { useTaskMenu, type Assignable } from '#app/_tasks/task-menu.tsx'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip, Key, Tag } from '#app/_ui/list.tsx'
import { Call } from '#app/_ui/states.tsx'
import { PriorityMark, StatusMark } from '#app/_ui/status.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { TaskActions } from './actions.tsx'
import { ClaimBar } from './claim-panel.tsx'
import type { Task } from './documents.ts'
import { InlineEdit } from './inline-edit.tsx'
import { OpenQuestion, openQuestionOf } from './questions.tsx'
import { WatchMenu } from './watch-menu.tsx'

interface Props {
  task: Task
  project: string
  people: Assignable[]
  readAgain: () => void
}

const LONG_TITLE = 120

export function Head({ task, project, people, readAgain }: Props) {
  const menu = useTaskMenu(people)
  const [title, setTitle] = useState(task.title)
  const canEdit = task.viewerCan.includes('UPDATE')
  const effort = effortOf(task)
  return (
    <header>
      <div className="flex flex-wrap items-center gap-2 text-ink-2">
        <Link href={`/projects/${project}/tasks`} className="flex items-center gap-1 hover:underline">
          <Icon name="left" />
          Tasks
        </Link>
        <Key>{task.key}</Key>
        <span className="mono text-ink-3 max-sm:hidden">{task.id}</span>
        <IconButton icon="copy" label="Copy link" className="size-6 max-sm:size-11" onPress={() => void copyLink()} />
        {task.externalKey && <span className="mono text-ink-3">{task.externalKey}</span>}
        <span className="flex-1" />
        <WatchMenu task={task} />
      </div>
      <InlineEdit
        what="title"
        version={task.version}
        canEdit={canEdit}
        onStart={() => setTitle(task.title)}
        patch={() => ({ title })}
        view={(edit) => (
          <div className="mt-2 mb-2.5 flex items-start gap-2">
            <h1
              className={
                task.title.length > LONG_TITLE ? 'text-lg leading-tight font-semibold [overflow-wrap:anywhere]' : 'subject text-balance'
              }
            >
              {task.title}
            </h1>
            {edit}
          </div>
        )}
        form={(issues) => (
          <TextField label="Title" value={title} onChange={setTitle} error={issues.title} isRequired autoFocus className="mt-2" />
        )}
      />
      {task.deletedAt && (
        <Call signal="caution" title="This task is deleted." className="mb-2.5">
          It can be restored for 30 days.
        </Call>
      )}
      <OpenQuestion task={task} readAgain={readAgain} />
      {task.hold && !openQuestionOf(task) && (
        <Call signal="caution" title="On hold." className="mb-2.5">
          {task.hold.reason}
        </Call>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <StatusMark status={task.status} word className="mr-1" />
        {task.status === 'IN_PROGRESS' && task.isBlocked && <Chip>waits for {task.openBlockers || 'its hold'}</Chip>}
        {canEdit ? (
          <Button
            aria-haspopup="menu"
            aria-label={`Priority: ${task.priority.toLowerCase()}`}
            onPress={({ target }) => target instanceof HTMLElement && menu.open('priority', task, target)}
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
      </div>
      <ClaimBar task={task} />
      {menu.element}
    </header>
  )
}

function effortOf({ estimatedHours, actualHours }: Task) {
  const parts = [estimatedHours !== null && `${estimatedHours} h estimated`, actualHours !== null && `${actualHours} h so far`]
  return parts.filter(Boolean).join(', ')
}

async function copyLink() {
  await navigator.clipboard.writeText(window.location.href)
  tell('Link copied')
}
