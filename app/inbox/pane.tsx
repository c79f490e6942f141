'use client'
import { QuestionCard } from '#app/_questions/question-card.tsx'
import { taskPath } from '#app/_tasks/task.ts'
import { useWatch } from '#app/_tasks/use-watch.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'
import { Menu, MenuItem } from '#app/_ui/menu.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { meaningOf, titleOf, type Thread } from './reasons.ts'
import type { View } from './views.ts'
import { Written } from './written.tsx'

interface PaneProps {
  thread: Thread | null
  view: View
  onDone: (thread: Thread) => Promise<void>
  onSnooze: (thread: Thread, until: Date, words: string) => Promise<void>
  onBack: (thread: Thread) => void
}

/** What the selected thread is about, how it came about, and what to do with it. */
export function Pane({ thread, view, onDone, onSnooze, onBack }: PaneProps) {
  const watch = useWatch()
  if (!thread) {
    return (
      <section aria-label="Selected notification" className="inbox-pane text-ink-3">
        <p>
          Select a line to read it. <kbd>J</kbd> and <kbd>K</kbd> move, <kbd>E</kbd> is done.
        </p>
      </section>
    )
  }
  const { newest, notifications } = thread
  const { task, project } = newest
  const question = notifications.find((one) => one.question)?.question ?? null
  return (
    <section aria-label="Selected notification" className="inbox-pane">
      <div className="flex flex-wrap items-center gap-2 text-ink-2">
        {task && <StatusMark status={task.status} word />}
        {task && <Key>{task.key}</Key>}
        {project && <span>{project.name}</span>}
        <span className="flex-1" />
        {task && task.viewerWatch !== 'MUTED' && (
          <Button variant="bare" onPress={() => void watch(task, 'MUTED')}>
            Mute task
          </Button>
        )}
        {view !== 'done' && (
          <Menu
            aria-label="Snooze"
            placement="bottom end"
            trigger={
              <Button variant="bare" icon="snooze">
                Snooze
              </Button>
            }
          >
            {snoozes().map(({ word, until, words }) => (
              <MenuItem key={word} id={word} onAction={() => void onSnooze(thread, until, words)}>
                {word}
              </MenuItem>
            ))}
          </Menu>
        )}
        {view === 'done' || view === 'snoozed' ? (
          <Button icon="undo" onPress={() => onBack(thread)}>
            Back to inbox
          </Button>
        ) : (
          <Button icon="check" shortcut="E" onPress={() => void onDone(thread)}>
            Done
          </Button>
        )}
      </div>
      <h2 className="subject mt-2 mb-1.5 [overflow-wrap:anywhere]">{task?.title ?? titleOf(thread)}</h2>
      {task?.hold && question?.state !== 'OPEN' && <p className="mb-3 text-stop-ink">On hold: {task.hold.reason}</p>}
      {question && task && (
        <div className="mt-2.5 mb-4">
          <QuestionCard question={question} taskKey={task.key} canAnswer={question.task.viewerCan.includes('ANSWER')} />
        </div>
      )}
      {task && project && (
        <LinkButton href={taskPath(project.key, task.key)} variant={question?.state === 'OPEN' ? 'plain' : 'primary'}>
          Open task
        </LinkButton>
      )}
      <h3 className="mt-6 mb-1">How it came about</h3>
      <ul>
        {notifications.map((one) => {
          const { icon, color, phrase } = meaningOf(one)
          return (
            <li key={one.id} className="border-b border-joint">
              <div className="flex min-h-(--row) items-center gap-2">
                <Icon name={icon} className={color} />
                {one.event?.actor && <ActorName actor={one.event.actor} />}
                <span className="min-w-0 flex-1 truncate">{phrase}</span>
                <span className="mono text-ink-3">
                  <Ago at={one.createdAt} />
                </span>
              </div>
              {one.entry && <Written entry={one.entry} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function snoozes() {
  const hour = new Date(Date.now() + 3_600_000)
  const tomorrow = new Date()
  tomorrow.setDate(tomorrow.getDate() + 1)
  tomorrow.setHours(9, 0, 0, 0)
  return [
    { word: '1 hour', until: hour, words: 'in 1 hour' },
    { word: 'Tomorrow, 09:00', until: tomorrow, words: 'tomorrow at 09:00' },
  ]
}
