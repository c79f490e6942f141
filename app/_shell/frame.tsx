'use client'
import { usePathname } from 'next/navigation'
import { useEffect, type ReactNode } from 'react'
import { useQuery } from 'urql'
import { useNotificationsLive, useSocketState } from '#app/_graphql/live.ts'
import { BottomNav, Fascia, LiveLamp, type Place } from '#app/_ui/fascia.tsx'
import { Banner } from '#app/_ui/states.tsx'
import { shortAge, useNow } from '#app/_ui/time.tsx'
import { refuse } from '#app/_ui/toast.tsx'
import { ShellDocument } from './documents.ts'
import { Shortcuts } from './shortcuts.tsx'

const SPEAK_AFTER_S = 5

export function Frame({ project: key, children }: { project: string | null; children: ReactNode }) {
  const [{ data }] = useQuery({ query: ShellDocument })
  useNotificationsLive()
  useEffect(() => {
    if (key) document.cookie = `project=${key}; path=/; max-age=31536000; samesite=lax`
  }, [key])

  const projects = data?.projects ?? []
  const project = projects.find((one) => one.key === key?.toUpperCase()) ?? null
  const places = usePlaces(project?.key ?? null, data?.unreadCount ?? 0)
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
        lamp={<Lamp />}
        onTheme={switchTheme}
        onSignOut={signOut}
      />
      <Stale />
      <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
      <BottomNav places={places} />
      <Shortcuts isOn />
    </>
  )
}

function usePlaces(project: string | null, unread: number): Place[] {
  const path = usePathname()
  const inbox: Place = { href: '/inbox', word: 'Inbox', icon: 'inbox', isCurrent: path === '/inbox', count: unread }
  if (!project) return [inbox, { href: '/', word: 'Projects', icon: 'table', isCurrent: path === '/' }]
  const places = [
    ['tasks', 'Tasks', 'tasks'],
    ['graph', 'Graph', 'graph'],
    ['agents', 'Agents', 'agent'],
    ['activity', 'Activity', 'activity'],
  ] as const
  return [
    inbox,
    ...places.map(([page, word, icon]) => ({
      href: `/projects/${project}/${page}`,
      word,
      icon,
      isCurrent: path.startsWith(`/projects/${project}/${page}`),
    })),
  ]
}

function Lamp() {
  const { lamp, since } = useSocketState()
  return <LiveLamp state={lamp} age={useAge(since).text} />
}

/** A short gap is nothing to speak of. */
function Stale() {
  const { lamp, since } = useSocketState()
  const { seconds, text } = useAge(since)
  if (lamp !== 'lost' || seconds < SPEAK_AFTER_S) return null
  return <Banner title="Connection lost.">What you see is {text} old. It is read again as soon as the server answers.</Banner>
}

function useAge(since: number) {
  const seconds = Math.max(0, Math.round((useNow(1000) - since) / 1000))
  return { seconds, text: seconds < 60 ? `${seconds} s` : shortAge(seconds) }
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
