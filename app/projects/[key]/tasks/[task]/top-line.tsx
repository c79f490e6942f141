'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useCommands } from '#app/_shell/commands.ts'
import { branchName } from '#app/_tasks/branch-name.ts'
import { copyText } from '#app/_ui/clipboard.ts'
import { taskPath } from '#app/_tasks/task.ts'
import { useWalk } from '#app/_tasks/walk.ts'
import { buttonClass, IconButton } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'
import { Menu, MenuItem } from '#app/_ui/menu.tsx'
import type { Task } from './documents.ts'
import { WatchMenu } from './watch-menu.tsx'

/** Back to the list, through it, and what the task is called elsewhere. */
export function TopLine({ task, project }: { task: Task; project: string }) {
  const walk = useWalk(project, task.key)
  const router = useRouter()
  const go = (key: string | null | undefined) => key && router.push(taskPath(project, key))
  useCommands([
    ...(walk
      ? ([
          {
            id: 'next task',
            title: 'Next task of the list',
            group: 'Task',
            keys: 'j',
            icon: 'down',
            keysOnly: true,
            run: () => go(walk.after),
          },
          { id: 'previous task', title: 'Previous task of the list', group: 'Task', keys: 'k', keysOnly: true, run: () => go(walk.before) },
        ] as const)
      : []),
    { id: 'copy key', title: 'Copy key', group: 'Task', icon: 'copy', run: () => void copyText(task.key, 'Key') },
    { id: 'copy link', title: 'Copy link', group: 'Task', icon: 'copy', run: () => void copyLink(project, task.key) },
    {
      id: 'copy branch',
      title: 'Copy branch name',
      group: 'Task',
      icon: 'copy',
      run: () => void copyText(branchName(task.key, task.title), 'Branch name'),
    },
  ])
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-ink-2">
      <Link href={walk?.href ?? `/projects/${project}/tasks`} className="flex min-h-6 items-center gap-1 hover:underline max-sm:min-h-11">
        <Icon name="left" />
        Tasks
      </Link>
      {walk && (
        <nav aria-label="Through the list" className="flex items-center gap-0.5">
          <Step to={walk.before} project={project} word="Previous task" className="-rotate-180" />
          <span className="mono text-ink-3">
            {walk.place.toLocaleString('en')}/{walk.count.toLocaleString('en')}
          </span>
          <Step to={walk.after} project={project} word="Next task" />
        </nav>
      )}
      <Key>{task.key}</Key>
      <span className="mono text-ink-3 max-sm:hidden">{task.id}</span>
      <Menu aria-label="Copy" trigger={<IconButton icon="copy" label="Copy key, link or branch name" className="size-6 max-sm:size-11" />}>
        <MenuItem id="key" onAction={() => void copyText(task.key, 'Key')}>
          Key
        </MenuItem>
        <MenuItem id="link" onAction={() => void copyLink(project, task.key)}>
          Link
        </MenuItem>
        <MenuItem id="id" onAction={() => void copyText(task.id, 'Id')}>
          Id
        </MenuItem>
        <MenuItem id="branch" onAction={() => void copyText(branchName(task.key, task.title), 'Branch name')}>
          Branch name
        </MenuItem>
      </Menu>
      {task.externalKey && <span className="mono text-ink-3 [overflow-wrap:anywhere]">{task.externalKey}</span>}
      <span className="flex-1" />
      <WatchMenu task={task} />
    </div>
  )
}

function Step({ to, project, word, className = '' }: { to: string | null; project: string; word: string; className?: string }) {
  const look = buttonClass('bare', 'size-6 px-0 max-sm:size-11')
  if (to === null)
    return (
      <span aria-hidden className={`${look} opacity-30`}>
        <Icon name="down" className={className} />
      </span>
    )
  return (
    <Link href={taskPath(project, to)} aria-label={`${word}, ${to}`} className={look}>
      <Icon name="down" className={className} />
    </Link>
  )
}

const copyLink = (project: string, key: string) => copyText(`${window.location.origin}${taskPath(project, key)}`, 'Link')
