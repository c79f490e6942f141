'use client'
import Link from 'next/link'
import { useTaskMenu } from '#app/_tasks/task-menu.tsx'
import { taskPath } from '#app/_tasks/task.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Lease } from '#app/_ui/lease.tsx'
import { Key } from '#app/_ui/list.tsx'
import { PriorityMark, STATUS, StatusMark } from '#app/_ui/status.tsx'
import { useNow } from '#app/_ui/time.tsx'
import type { Home, HomeTask } from './documents.ts'
import { Nothing, Section, ShowAll } from './section.tsx'
import { useSettled } from './use-settled.ts'
import { byProject } from './waiting.ts'

interface MyWorkProps {
  home: Home
  lastProject: string | null
  onShowAll: (() => void) | null
}

export function MyWork({ home, lastProject, onShowAll }: MyWorkProps) {
  const mine = byProject([...home.doing.nodes, ...home.next.nodes]).flatMap(({ tasks }) => tasks)
  const { rows, fresh, settle } = useSettled(mine, ({ id }) => id)
  const menu = useTaskMenu([])
  const hasMore = home.doing.pageInfo.hasNextPage || home.next.pageInfo.hasNextPage
  const projects = [...new Map(rows.map(({ row }) => [row.project.id, row.project])).values()]
  const started = mine.filter(({ status }) => status === 'IN_PROGRESS').length
  return (
    <Section
      title="My work"
      count={hasMore ? `${mine.length}+` : mine.length}
      note={started ? `${started} in progress` : undefined}
      fresh={fresh}
      onShow={settle}
    >
      {!rows.length && (
        <Nothing
          title="No task is assigned to you."
          action={lastProject && <LinkButton href={`/projects/${lastProject}/tasks`}>Look for ready work</LinkButton>}
        >
          Take one from a project’s list.
        </Nothing>
      )}
      {projects.map((project) => (
        <div key={project.id} role="group" aria-label={project.name}>
          <h3 className="home-group">
            <Key>{project.key}</Key>
            <span className="truncate">{project.name}</span>
          </h3>
          <ul>
            {rows
              .filter(({ row }) => row.project.id === project.id)
              .map(({ row, isGone }) => (
                <WorkRow key={row.id} task={row} isGone={isGone} onMenu={(button) => menu.open('status', row, button)} />
              ))}
          </ul>
        </div>
      ))}
      {hasMore && <ShowAll onPress={onShowAll} />}
      {menu.element}
    </Section>
  )
}

function WorkRow({ task, isGone, onMenu }: { task: HomeTask; isGone: boolean; onMenu: (button: HTMLElement) => void }) {
  return (
    <li className="home-row work-row" data-gone={isGone || undefined} data-home-row>
      <button
        type="button"
        data-menu="status"
        aria-haspopup="menu"
        aria-label={`Status of ${task.key}: ${STATUS[task.status].word}`}
        className="home-status"
        onClick={({ currentTarget }) => onMenu(currentTarget)}
      >
        <StatusMark status={task.status} />
      </button>
      <div className="min-w-0">
        <Link href={taskPath(task.project.key, task.key)} prefetch={false} className="home-title">
          {task.title}
        </Link>
        <div className="home-facts">
          <Key>{task.key}</Key>
          <Standing task={task} isGone={isGone} />
        </div>
      </div>
      <span className="home-acts">
        <PriorityMark priority={task.priority} />
        {task.deadline && <Due at={task.deadline} />}
      </span>
      <span className="home-age">{task.claim && <Lease leasedAt={task.claim.leasedAt} expiresAt={task.claim.expiresAt} />}</span>
    </li>
  )
}

function Standing({ task, isGone }: { task: HomeTask; isGone: boolean }) {
  if (isGone) return <span>{STATUS[task.status].word}, no longer in this list</span>
  if (task.hold) return <span className="truncate text-stop-ink">On hold: {task.hold.reason}</span>
  const blockers = task.blockers.filter(({ isOpen }) => isOpen)
  if (blockers.length) {
    const [first] = blockers
    const others = blockers.length - 1
    return (
      <span className="truncate">
        waits for <span className="mono">{first?.dependsOn.key}</span>
        {others > 0 && ` and ${others} more`}
      </span>
    )
  }
  if (task.status === 'PENDING') return <span>ready to start</span>
  if (task.openDependents) return <span>frees {task.openDependents}</span>
  return null
}

function Due({ at }: { at: string }) {
  const isLate = Date.parse(at) < useNow(60_000)
  return (
    <span className={`mono inline-flex items-center gap-1 ${isLate ? 'text-caution-ink' : 'text-ink-2'}`} suppressHydrationWarning>
      <Icon name="calendar" className={isLate ? 'text-caution-lamp' : ''} />
      {at.slice(0, 10)}
      {isLate && <span className="sr-only"> is over</span>}
    </span>
  )
}
