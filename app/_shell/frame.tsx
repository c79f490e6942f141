'use client'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useQuery } from 'urql'
import { useNotificationsLive } from '#app/_graphql/live.ts'
import { BottomNav, Fascia, type Place } from '#app/_ui/fascia.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { refuse } from '#app/_ui/toast.tsx'
import { Connection, Lamp } from './connection.tsx'
import { ShellDocument } from './documents.ts'
import { Keycaps } from './keycaps.tsx'
import { crumbsOf, PAGES, pagePath } from './pages.ts'
import { rememberTask } from './recent.ts'
import { useShellCommands, type Overlay } from './shell-commands.ts'
import { Shortcuts } from './shortcuts.tsx'
import { isWide, toggleSidebar, useSidebarShown } from './sidebar-state.ts'
import { Sidebar } from './sidebar.tsx'
import { useCurrentCounts } from './use-current-counts.ts'

const Overlays = dynamic(() => import('./overlays.tsx').then((file) => file.Overlays), { ssr: false })

export function Frame({ project: key, children }: { project: string | null; children: ReactNode }) {
  const [{ data }] = useQuery({ query: ShellDocument })
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const typed = useRef('')
  const isSidebarShown = useSidebarShown()
  const path = usePathname()
  useNotificationsLive()
  useCurrentCounts()
  useEffect(() => {
    if (key) document.cookie = `project=${key}; path=/; max-age=31536000; samesite=lax`
  }, [key])
  useEffect(() => {
    const task = /^\/projects\/[^/]+\/tasks\/([^/]+)$/.exec(path)?.[1]
    if (task) rememberTask(task)
  }, [path])

  const projects = data?.projects ?? []
  const project = projects.find((one) => one.key === key?.toUpperCase()) ?? null
  const unread = data?.unreadCount ?? 0
  const shortcuts = data?.preference.shortcuts ?? true
  const places = placesOf(path, project?.key ?? null, unread)
  const acts = {
    open: (next: Overlay) => {
      typed.current = ''
      setOverlay(next)
    },
    onTheme: switchTheme,
    onSidebar: () => (isWide() ? toggleSidebar() : setOverlay('drawer')),
    onSignOut: () => void signOut(),
  }
  const isAdmin = data?.me?.isAdmin ?? false
  useShellCommands({ project, projects, isAdmin, ...acts })
  const sidebar = { project, projects, unread, isAdmin, onNewProject: () => setOverlay('new-project') }
  return (
    <>
      <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30 focus:bg-plate focus:p-3">
        Skip to content
      </a>
      <Fascia
        places={places}
        project={project}
        projects={projects}
        person={data?.me ?? null}
        isSidebarShown={isSidebarShown}
        crumbs={<Crumbs path={path} />}
        search={<SearchButton onPress={() => acts.open('palette')} />}
        lamp={<Lamp />}
        onKeys={() => setOverlay('sheet')}
        {...acts}
      />
      <div className="frame">
        <nav aria-label="Main" className="sidebar">
          <div className="side-scroll">
            <Sidebar {...sidebar} />
          </div>
        </nav>
        <div className="frame-main">
          <Connection projectId={project?.id ?? null} />
          <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
            {children}
          </main>
        </div>
      </div>
      <BottomNav places={onPhone(places)} isMore={overlay === 'drawer'} onMore={() => setOverlay('drawer')} />
      <Shortcuts isOn={shortcuts} onTyped={overlay ? (text) => void (typed.current += text) : null} />
      {overlay && (
        <Overlays overlay={overlay} sidebar={sidebar} shortcuts={shortcuts} typed={() => typed.current} onClose={() => setOverlay(null)} />
      )}
    </>
  )
}

function placesOf(path: string, project: string | null, unread: number): Place[] {
  const at = (href: string) => path === href || (href !== '/' && path.startsWith(`${href}/`))
  const place = (href: string, word: string, icon: Place['icon'], count?: number): Place => ({
    href,
    word,
    icon,
    count,
    isCurrent: at(href),
  })
  return [
    place('/', 'Home', 'home'),
    place('/inbox', 'Inbox', 'inbox', unread),
    ...(project
      ? PAGES.slice(0, -1).map(({ page, word, icon }) => place(pagePath(project, page), word, icon))
      : [{ ...place('/projects', 'Projects', 'table'), isCurrent: path === '/projects' }]),
  ]
}

/** Four and the way to the rest are what a thumb can tell apart. */
const onPhone = (places: Place[]) => places.filter(({ word }) => ['Home', 'Inbox', 'Projects', 'Tasks', 'Graph'].includes(word))

function Crumbs({ path }: { path: string }) {
  return (
    <nav aria-label="Breadcrumbs" className="crumbs">
      <ol className="flex min-w-0">
        {crumbsOf(path).map(({ word, href }) => (
          <li key={`${href} ${word}`} className="flex min-w-0 items-center">
            {href ? (
              <Link href={href} className="py-1">
                {word}
              </Link>
            ) : (
              <span aria-current="page" className="truncate strong text-fascia-ink">
                {word}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function SearchButton({ onPress }: { onPress: () => void }) {
  return (
    <button type="button" aria-label="Search or run" aria-haspopup="dialog" className="fascia-search" onClick={onPress}>
      <Icon name="search" />
      <span className="flex-1 truncate text-left max-sm:hidden">Search or run</span>
      <Keycaps keys="$mod+k" />
    </button>
  )
}

function switchTheme() {
  const root = document.documentElement
  const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = isDark ? 'light' : 'dark'
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`
}

async function signOut() {
  const answer = await fetch('/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).catch(
    () => null,
  )
  if (answer?.ok) window.location.assign('/sign-in')
  else refuse('You are still signed in: the server did not answer.', { detail: 'Try again.' })
}
