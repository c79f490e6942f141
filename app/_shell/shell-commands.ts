'use client'
import { useRouter } from 'next/navigation'
import { useUndo } from '#app/_tasks/undo.tsx'
import { useCommands, type Command } from './commands.ts'
import { PAGES, pagePath } from './pages.ts'

export type Overlay = 'palette' | 'sheet' | 'drawer' | 'new-task' | 'new-project'

interface ShellCommandsProps {
  project: { key: string; name: string } | null
  projects: { key: string; name: string; status: string }[]
  isAdmin: boolean
  open: (overlay: Overlay) => void
  onTheme: () => void
  onSidebar: () => void
  onSignOut: () => void
}

/** What can be done from everywhere. */
export function useShellCommands({ project, projects, isAdmin, open, onTheme, onSidebar, onSignOut }: ShellCommandsProps) {
  const router = useRouter()
  const { undoLast, last } = useUndo()
  const go = (id: string, title: string, href: string, more: Partial<Command> = {}): Command => ({
    id,
    title,
    group: 'Go',
    href,
    run: () => router.push(href),
    ...more,
  })
  const pages = project
    ? PAGES.map(({ page, word, icon, key }) =>
        go(`go-${page}`, page === 'settings' ? 'Project settings' : word, pagePath(project.key, page), {
          keys: `g ${key}`,
          icon,
          words: project.name,
        }),
      )
    : []
  const others = projects
    .filter(({ key, status }) => key !== project?.key && status !== 'ARCHIVED')
    .map(({ key, name }) => go(`project-${key}`, name, pagePath(key, 'tasks'), { icon: 'right', words: `${key} project` }))
  useCommands([
    go('go-home', 'Home', '/', { keys: 'g h', icon: 'home' }),
    go('go-inbox', 'Inbox', '/inbox', { keys: 'g i', icon: 'inbox' }),
    ...pages,
    go('go-projects', 'All projects', '/projects', { keys: 'g p', icon: 'table' }),
    ...others,
    go('go-import', 'Import', project ? `/import?project=${project.key}` : '/import', {
      icon: 'table',
      words: 'file csv beads task master bring in tasks',
    }),
    go('go-my-settings', 'My settings', '/settings', { keys: 'g m', icon: 'settings', words: 'preferences shortcuts sessions theme' }),
    ...(isAdmin ? [go('go-admin', 'Administration', '/admin', { icon: 'person', words: 'people invitations health' })] : []),
    ...(project
      ? [
          {
            id: 'create-task',
            title: 'Create task',
            group: 'Create' as const,
            keys: 'c',
            icon: 'plus' as const,
            run: () => open('new-task'),
          },
          go('new-from-template', 'New from template', pagePath(project.key, 'templates'), { group: 'Create', icon: 'copy' }),
        ]
      : []),
    { id: 'create-project', title: 'Create project', group: 'Create', icon: 'plus', run: () => open('new-project') },
    ...(last ? [{ id: 'undo', title: `Undo: ${last}`, group: 'View' as const, keys: '$mod+z', icon: 'undo' as const, run: undoLast }] : []),
    {
      id: 'palette',
      title: 'Search or run a command',
      group: 'Help',
      keys: '$mod+k',
      keysOnly: true,
      inFields: true,
      run: () => open('palette'),
    },
    { id: 'search', title: 'Search', group: 'View', keys: '/', keysOnly: true, run: () => open('palette') },
    { id: 'sidebar', title: 'Show or hide the sidebar', group: 'View', keys: '[', icon: 'sidebar', run: onSidebar },
    { id: 'theme', title: 'Switch between light and dark', group: 'View', icon: 'theme', words: 'theme appearance', run: onTheme },
    { id: 'keys', title: 'Keyboard shortcuts', group: 'Help', keys: 'Shift+?', icon: 'keyboard', run: () => open('sheet') },
    { id: 'sign-out', title: 'Sign out', group: 'Help', icon: 'right', words: 'log out leave', run: onSignOut },
  ])
}
