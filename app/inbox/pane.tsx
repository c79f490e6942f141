'use client'
import { useRef } from 'react'
import { QuestionCard } from '#app/_questions/question-card.tsx'
import { useTaskMenu } from '#app/_tasks/task-menu.tsx'
import { taskPath, type TaskRow } from '#app/_tasks/task.ts'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Lease } from '#app/_ui/lease.tsx'
import { Key } from '#app/_ui/list.tsx'
import { Menu, MenuItem } from '#app/_ui/menu.tsx'
import { PriorityMark, STATUS, StatusMark } from '#app/_ui/status.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { hrefOf, meaningOf, reasonOf, titleOf, whenOf, type Thread } from './reasons.ts'
import type { View } from './views.ts'
import { Written } from './written.tsx'

interface PaneProps {
  thread: Thread
  view: View
  onDone: () => void
  onSnooze: (at: HTMLElement) => void
  onBack: () => void
  onMuteTask: () => void
  onMuteReason: () => void
  /** Whether the reason of the line can be muted. */
  isMutable: boolean
  /** Where the pane stands in the place of the list. */
  onClose: () => void
}

/** What the selected thread is about, how it came about, and what to do with it. */
export function Pane({ thread, view, onDone, onSnooze, onBack, onMuteTask, onMuteReason, isMutable, onClose }: PaneProps) {
  const { newest, notifications, lead } = thread
  const { task, project } = newest
  const question = notifications.find((one) => one.question)?.question ?? null
  const { icon, color, phrase } = meaningOf(lead)
  const isOver = view === 'done' || view === 'snoozed'
  return (
    <section aria-label="Selected notification" className="inbox-pane">
      <div className="pane-tools">
        <Button variant="bare" icon="left" className="pane-close" onPress={onClose}>
          Inbox
        </Button>
        <span className="inline-flex min-w-0 items-center gap-1.5 text-ink-2">
          <Icon name={icon} className={color} />
          {project && <Key>{task?.key ?? project.key}</Key>}
          <span className="truncate">{project?.name}</span>
        </span>
        <span className="flex-1" />
        <MuteMenu thread={thread} isMutable={isMutable} onTask={onMuteTask} onReason={onMuteReason} />
        {view !== 'done' && (
          <Button
            variant="bare"
            icon="snooze"
            shortcut="H"
            data-snooze
            aria-haspopup="menu"
            onPress={({ target }) => target instanceof HTMLElement && onSnooze(target)}
          >
            Snooze
          </Button>
        )}
        {isOver ? (
          <Button icon="undo" onPress={onBack}>
            Back to inbox
          </Button>
        ) : (
          <Button icon="check" shortcut="E" onPress={onDone}>
            Done
          </Button>
        )}
      </div>
      <h2 className="subject mt-2 mb-1.5 [overflow-wrap:anywhere]">{task?.title ?? titleOf(thread)}</h2>
      <p className="mb-3 flex flex-wrap items-center gap-1.5 text-ink-2">
        {lead.event?.actor && <ActorName actor={lead.event.actor} />}
        {phrase}
        <Ago at={lead.createdAt} className="text-ink-3" />
      </p>
      {question && task && (
        <div className="mb-4">
          <QuestionCard question={question} taskKey={task.key} canAnswer={question.task.viewerCan.includes('ANSWER')} />
        </div>
      )}
      {task && project && <Essentials task={task} project={project.key} thread={thread} isAnswered={question?.state !== 'OPEN'} />}
      {!task && project && (
        <LinkButton href={hrefOf(newest)} shortcut="O" variant="primary" data-open-task>
          {newest.reason === 'WEBHOOK_DISABLED' ? 'Open webhooks' : 'Open activity'}
        </LinkButton>
      )}
      <h3 className="mt-6 mb-1">How it came about</h3>
      <ul>
        {notifications.map((one) => {
          const said = meaningOf(one)
          return (
            <li key={one.id} className="border-b border-joint">
              <div className="flex min-h-(--row) items-center gap-2">
                <Icon name={said.icon} className={said.color} />
                {one.event?.actor && <ActorName actor={one.event.actor} className="flex-none max-w-2/5!" />}
                <span className="min-w-0 flex-1 truncate">{said.phrase}</span>
                <span className="mono text-ink-3">
                  <Ago at={one.createdAt} />
                </span>
              </div>
              {one.entry && <Written entry={one.entry} />}
              {reasonOf(one) && <p className="mb-2 text-ink-2 [overflow-wrap:anywhere]">{reasonOf(one)}</p>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

interface EssentialsProps {
  task: TaskRow
  project: string
  thread: Thread
  isAnswered: boolean
}

/** Where the task stands, and the one thing to do about it. */
function Essentials({ task, project, thread, isAnswered }: EssentialsProps) {
  const acts = useTaskActs()
  const status = useRef<HTMLButtonElement>(null)
  const menu = useTaskMenu([])
  const blockers = task.blockers.filter(({ isOpen }) => isOpen)
  const can = (act: TaskRow['viewerCan'][number]) => task.viewerCan.includes(act)
  const canFree = task.hold && isAnswered && can('RELEASE_HOLD')
  const canStart = !canFree && task.status === 'PENDING' && can('START') && thread.duty !== 'know'
  return (
    <>
      <dl className="pane-facts">
        <dt>Status</dt>
        <dd>
          <button
            ref={status}
            type="button"
            aria-haspopup="menu"
            aria-label={`Status of ${task.key}: ${STATUS[task.status].word}`}
            className="inline-flex min-h-(--hit) items-center gap-1.5"
            onClick={({ currentTarget }) => menu.open('status', task, currentTarget)}
          >
            <StatusMark status={task.status} word />
          </button>
        </dd>
        <dt>Priority</dt>
        <dd>
          <PriorityMark priority={task.priority} word />
        </dd>
        <dt>Assignee</dt>
        <dd>{task.assignee ? <ActorName actor={task.assignee} /> : <span className="text-ink-3">nobody</span>}</dd>
        {task.claim && (
          <>
            <dt>Lease left</dt>
            <dd className="flex flex-wrap items-center gap-2">
              <ActorName actor={task.claim.holder} />
              <Lease leasedAt={task.claim.leasedAt} expiresAt={task.claim.expiresAt} />
            </dd>
          </>
        )}
        {task.deadline && (
          <>
            <dt>Deadline</dt>
            <dd className="mono">{task.deadline.slice(0, 10)}</dd>
          </>
        )}
        {blockers.length > 0 && (
          <>
            <dt>Waits for</dt>
            <dd className="mono whitespace-normal!">
              {blockers
                .slice(0, 5)
                .map(({ dependsOn }) => dependsOn.key)
                .join(', ')}
              {blockers.length > 5 && ` and ${blockers.length - 5} more`}
            </dd>
          </>
        )}
        {task.hold && isAnswered && (
          <>
            <dt>On hold</dt>
            <dd className="whitespace-pre-wrap text-stop-ink [overflow-wrap:anywhere]">{task.hold.reason}</dd>
          </>
        )}
      </dl>
      <div className="mt-3 flex flex-wrap gap-2">
        {canFree && (
          <Button variant="primary" onPress={() => void acts.releaseHold(task)}>
            Take off hold
          </Button>
        )}
        {canStart && (
          <Button variant="primary" onPress={() => void acts.start(task)}>
            Start
          </Button>
        )}
        <LinkButton
          href={taskPath(project, task.key)}
          shortcut="O"
          variant={canFree || canStart || !isAnswered ? 'plain' : 'primary'}
          data-open-task
        >
          Open task
        </LinkButton>
      </div>
      {menu.element}
    </>
  )
}

function MuteMenu({
  thread,
  isMutable,
  onTask,
  onReason,
}: {
  thread: Thread
  isMutable: boolean
  onTask: () => void
  onReason: () => void
}) {
  const { newest, lead } = thread
  const { task } = newest
  const isTaskMuted = task?.viewerWatch === 'MUTED'
  return (
    <Menu aria-label="Mute" placement="bottom end" trigger={<Button variant="bare">Mute…</Button>}>
      {task && (
        <MenuItem id="task" shortcut="M X" textValue="This task" onAction={onTask}>
          {isTaskMuted ? `${task.key} is muted: hear of it again` : `This task, ${task.key}`}
        </MenuItem>
      )}
      {isMutable ? (
        <MenuItem id="reason" shortcut="M R" textValue="This reason" onAction={onReason}>
          <span className="whitespace-normal">Everywhere: {whenOf(lead.reason).toLowerCase()}</span>
        </MenuItem>
      ) : (
        <MenuItem id="always" isDisabled textValue="Always reaches you">
          <span className="whitespace-normal">“{whenOf(lead.reason)}” always reaches you</span>
        </MenuItem>
      )}
    </Menu>
  )
}
