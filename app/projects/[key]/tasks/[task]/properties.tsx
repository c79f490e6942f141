'use client'
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import { useCommands } from '#app/_shell/commands.ts'
import { useTaskMenu, type Assignable } from '#app/_tasks/task-menu.tsx'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip, Tag } from '#app/_ui/list.tsx'
import { Popover } from '#app/_ui/popover.tsx'
import { Ago, useNow } from '#app/_ui/time.tsx'
import type { Task } from './documents.ts'
import { dueWords } from './fields.ts'
import type { Property } from './property-editor.tsx'
import { SideHead } from './section.tsx'

const PropertyEditor = lazy(() => import('./property-editor.tsx').then((file) => ({ default: file.PropertyEditor })))

interface Props {
  task: Task
  people: Assignable[]
  tags: readonly string[]
}

/** What is known of the task in single values: each opens what changes it. */
export function Properties({ task, people, tags }: Props) {
  const menu = useTaskMenu(people)
  const list = useRef<HTMLDListElement>(null)
  const anchor = useRef<HTMLElement>(null)
  const [opened, setOpened] = useState<Property | null>(null)
  const canEdit = task.viewerCan.includes('UPDATE')
  const canAssign = task.viewerCan.includes('ASSIGN')
  const close = () => setOpened(null)

  function edit(property: Property, at?: Element | null) {
    const button = at ?? list.current?.querySelector(`[data-property=${property}]`)
    if (!(button instanceof HTMLElement)) return
    anchor.current = button
    setOpened(property)
  }
  function assign(at?: Element | null) {
    const button = at ?? list.current?.querySelector('[data-property=assignee]')
    if (button instanceof HTMLElement) menu.open('assignee', task, button)
  }
  useCommands([
    ...(canAssign ? [{ id: 'assign', title: 'Assign', group: 'Task', keys: 'a', icon: 'person', run: () => assign() } as const] : []),
    ...(canEdit
      ? ([
          { id: 'tags', title: 'Change tags', group: 'Task', keys: 'l', run: () => edit('tags') },
          { id: 'deadline', title: 'Set the deadline', group: 'Task', keys: 'd', icon: 'calendar', run: () => edit('deadline') },
          { id: 'estimate', title: 'Set the estimate', group: 'Task', keys: 'Shift+E', run: () => edit('estimatedHours') },
          { id: 'spent', title: 'Set the hours spent', group: 'Task', run: () => edit('actualHours') },
          { id: 'capabilities', title: 'Change what an agent needs for it', group: 'Task', run: () => edit('requiredCapabilities') },
        ] as const)
      : []),
  ])
  const property = (name: Property, label: string, value: ReactNode) => (
    <Fact label={label} name={name} onPress={canEdit ? (at) => edit(name, at) : null}>
      {value}
    </Fact>
  )
  return (
    <section>
      <SideHead title="Properties" />
      <dl className="facts" ref={list}>
        <Fact label="Assignee" name="assignee" onPress={canAssign ? assign : null} words={task.assignee?.name ?? 'nobody'}>
          {task.assignee ? <ActorName actor={task.assignee} /> : <span className="text-ink-3">Nobody</span>}
        </Fact>
        {property(
          'deadline',
          'Deadline',
          task.deadline ? <Due deadline={task.deadline} isDone={task.status === 'COMPLETED' || task.status === 'CANCELLED'} /> : <None />,
        )}
        {property('estimatedHours', 'Estimate', task.estimatedHours === null ? <None /> : `${task.estimatedHours} h`)}
        {property('actualHours', 'Spent', task.actualHours === null ? <None /> : `${task.actualHours} h`)}
        {property(
          'requiredCapabilities',
          'Needs',
          task.requiredCapabilities.length === 0 ? (
            <None />
          ) : (
            task.requiredCapabilities.map((capability) => (
              <Chip key={capability} className="mono">
                <span className="truncate">{capability}</span>
              </Chip>
            ))
          ),
        )}
        {property('tags', 'Tags', task.tags.length === 0 ? <None /> : task.tags.map((tag) => <Tag key={tag}>{tag}</Tag>))}
        <Fact label="Created">
          {task.createdBy && <ActorName actor={task.createdBy} />}
          <Ago at={task.createdAt} className="text-ink-3" />
        </Fact>
        {task.completedAt && (
          <Fact label="Completed">
            <Ago at={task.completedAt} />
          </Fact>
        )}
        <Fact label="Attempts">
          <span className="mono">{task.attempts}</span>
        </Fact>
        <Fact label="Version">
          <span className="mono">{task.version}</span>
        </Fact>
      </dl>
      {menu.element}
      {opened && (
        <Popover triggerRef={anchor} isOpen onOpenChange={(isOpen) => !isOpen && close()} placement="bottom start" aria-label="Change it">
          <Suspense fallback={<div className="h-32 w-64" />}>
            <PropertyEditor property={opened} task={task} tags={tags} onClose={close} />
          </Suspense>
        </Popover>
      )}
    </section>
  )
}

interface FactProps {
  label: string
  /** With both, a press changes it. */
  name?: Property | 'assignee'
  onPress?: ((at: Element) => void) | null
  words?: string
  children: ReactNode
}

function Fact({ label, name, onPress, words, children }: FactProps) {
  const value = <span className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 gap-y-1 text-left whitespace-normal">{children}</span>
  return (
    <>
      <dt>{label}</dt>
      <dd className="min-w-0">
        {onPress ? (
          <Button
            variant="bare"
            aria-haspopup="true"
            aria-label={words === undefined ? undefined : `${label}: ${words}`}
            data-property={name}
            className="-my-1.5 -ml-2 h-auto min-h-(--ctl) max-w-full py-1 font-normal max-sm:min-h-11"
            onPress={({ target }) => onPress(target)}
          >
            {words === undefined && <span className="sr-only">Change {label.toLowerCase()}: </span>}
            {value}
            <Icon name="down" className="text-ink-3" />
          </Button>
        ) : (
          value
        )}
      </dd>
    </>
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
