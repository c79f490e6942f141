'use client'
import Link from 'next/link'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Initials } from './actor.tsx'
import { IconButton } from './button.tsx'
import type { IconName } from './glyphs.ts'
import { Icon } from './icon.tsx'

export interface Place {
  href: string
  word: string
  icon: IconName
  isCurrent: boolean
  /** Unread things behind this link. */
  count?: number
}
export interface NamedProject {
  key: string
  name: string
}
export interface Person {
  name: string
  handle: string
  isAdmin: boolean
}
export interface PersonActs {
  onTheme: () => void
  onKeys: () => void
  onSignOut: () => void
}
interface FasciaProps extends PersonActs {
  /** Shown as tabs while the sidebar is away. */
  places: Place[]
  project: NamedProject | null
  projects: NamedProject[]
  person: Person | null
  isSidebarShown: boolean
  onSidebar: () => void
  /** Where the page stands, while there are no tabs. */
  crumbs: ReactNode
  search: ReactNode
  lamp: ReactNode
}

/** The dark head of every page. */
export function Fascia({ places, project, projects, person, isSidebarShown, onSidebar, crumbs, search, lamp, ...acts }: FasciaProps) {
  return (
    <header className="fascia">
      <div className="fascia-name flex flex-none items-center gap-2 pr-3">
        <IconButton
          icon="sidebar"
          label="Sidebar"
          aria-expanded={isSidebarShown}
          variant="fascia"
          className="border-transparent max-sm:hidden"
          onPress={onSidebar}
        />
        <Link href="/" aria-label="Task Orchestrator, home" className="flex items-center gap-2 py-2 head">
          <Mark />
          <span className="whitespace-nowrap max-wide:hidden">Task Orchestrator</span>
        </Link>
      </div>
      <ProjectSwitch project={project} projects={projects} />
      <nav aria-label="Main" className="tabs pl-2">
        {places.map((place) => (
          <Link key={place.href} href={place.href} aria-current={place.isCurrent ? 'page' : undefined} className="place">
            {place.word}
            <Count of={place.count} />
          </Link>
        ))}
      </nav>
      {crumbs}
      <div className="ml-auto flex flex-none items-center gap-3 pl-3 max-sm:gap-1 max-sm:pl-0">
        {search}
        {lamp}
        <IconButton
          icon="theme"
          label="Switch between light and dark"
          variant="fascia"
          className="border-transparent max-sm:hidden"
          onPress={acts.onTheme}
        />
        {person && <PersonSwitch person={person} {...acts} />}
      </div>
    </header>
  )
}

/** The first places at the bottom of a phone, and a way to the rest. */
export function BottomNav({ places, isMore, onMore }: { places: Place[]; isMore: boolean; onMore: () => void }) {
  return (
    <nav aria-label="Main" className="bottom-nav">
      {places.map((place) => (
        <Link key={place.href} href={place.href} aria-current={place.isCurrent ? 'page' : undefined}>
          <Icon name={place.icon} />
          <Count of={place.count} />
          {place.word}
        </Link>
      ))}
      <button type="button" aria-haspopup="dialog" aria-expanded={isMore} onClick={onMore}>
        <Icon name="more" />
        More
      </button>
    </nav>
  )
}

function Count({ of }: { of?: number }) {
  if (!of) return null
  return (
    <span className="count">
      {of > 99 ? '99+' : of}
      <span className="sr-only"> unread</span>
    </span>
  )
}

function ProjectSwitch({ project, projects }: Pick<FasciaProps, 'project' | 'projects'>) {
  const word = (
    <>
      <span className="max-w-48 truncate max-sm:max-w-28">{project?.name ?? 'Projects'}</span>
      <Icon name="down" />
    </>
  )
  return (
    <LazyMenu
      word={word}
      className="flex min-w-0 flex-none items-center gap-1.5 border-x border-fascia-line px-3 strong hover:bg-fascia-2 max-sm:border-r-0"
      menu={(trigger) => <ProjectMenu trigger={trigger} project={project} projects={projects} />}
    />
  )
}

function PersonSwitch({ person, ...acts }: { person: Person } & PersonActs) {
  return (
    <LazyMenu
      label={`You are ${person.name}`}
      word={<Initials name={person.name} size={24} fascia />}
      className="grid size-8 place-items-center max-sm:size-11"
      menu={(trigger) => <PersonMenu trigger={trigger} person={person} {...acts} />}
    />
  )
}

interface LazyMenuProps {
  word: ReactNode
  label?: string
  className: string
  menu: (trigger: ReactNode) => ReactNode
}

/** A plain button until its first press, because most visits to a page never open these menus and all would load them. */
function LazyMenu({ word, label, className, menu }: LazyMenuProps) {
  const [isWanted, setWanted] = useState(false)
  const plain = (
    <button
      type="button"
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={() => setWanted(true)}
      className={className}
    >
      {word}
    </button>
  )
  if (!isWanted) return plain
  return (
    <Suspense fallback={plain}>
      {menu(
        <Button autoFocus aria-label={label} className={className}>
          {word}
        </Button>,
      )}
    </Suspense>
  )
}

const preload = () => void import('./fascia-menus.tsx')
const ProjectMenu = lazy(() => import('./fascia-menus.tsx').then((file) => ({ default: file.ProjectMenu })))
const PersonMenu = lazy(() => import('./fascia-menus.tsx').then((file) => ({ default: file.PersonMenu })))

export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg
      viewBox="0 0 22 22"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      aria-hidden
      className="flex-none"
    >
      <path d="M1 16h6l7-10h7" strokeWidth="3.25" />
      <path d="M1 6h4.5M5.5 3v6M15 16h6" />
    </svg>
  )
}

export type LampState = 'live' | 'connecting' | 'lost'

/** Says whether the page follows the server, and if not, how old its data is. */
export function LiveLamp({ state, age }: { state: LampState; age: string }) {
  const words = { live: 'Live', connecting: 'Connecting', lost: 'Reconnecting' }[state]
  return (
    <span role="status" className="flex items-center gap-1.5 whitespace-nowrap text-fascia-ink-2">
      <Icon
        name={state === 'live' ? 'presence-online' : state === 'connecting' ? 'presence-late' : 'presence-offline'}
        className={state === 'live' ? 'text-fascia-lamp' : ''}
      />
      <span>
        {words}
        {state === 'lost' && <span className="max-sm:hidden">, {age} old</span>}
      </span>
    </span>
  )
}
