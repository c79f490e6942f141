'use client'
import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import type { ResultOf } from '#app/_graphql/graphql.ts'
import { IconButton } from '#app/_ui/button.tsx'
import type { IconName } from '#app/_ui/glyphs.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import { SavedViewsDocument, type ShellDocument } from './documents.ts'
import { PAGES, pagePath } from './pages.ts'

/** With what has no key of its own and no room among the tabs. */
const PLACES = PAGES.toSpliced(-1, 0, { page: 'templates', word: 'Templates', icon: 'copy', key: '' })

export type ShellProject = ResultOf<typeof ShellDocument>['projects'][number]

interface SidebarProps {
  project: ShellProject | null
  projects: ShellProject[]
  unread: number
  isAdmin: boolean
  onNewProject: () => void
}

/** Every place there is: mine, the current project's pages and saved views, and all projects with what is open in them. */
export function Sidebar({ project, projects, unread, isAdmin, onNewProject }: SidebarProps) {
  const path = usePathname()
  const shown = projects.filter(({ status, key }) => status !== 'ARCHIVED' || key === project?.key)
  return (
    <>
      <ul className="side-list">
        <Place href="/" icon="home" word="Home" isCurrent={path === '/'} />
        <Place href="/inbox" icon="inbox" word="Inbox" isCurrent={path === '/inbox'} count={unread} countWord="unread" />
      </ul>
      {project && (
        <Part title={project.name}>
          <ul className="side-list">
            {PLACES.map(({ page, word, icon }) => {
              const href = pagePath(project.key, page)
              const count = page === 'tasks' ? project.counts.open : undefined
              const isCurrent = path === href || path.startsWith(`${href}/`)
              return <Place key={page} href={href} icon={icon} word={word} isCurrent={isCurrent} count={count} countWord="open" />
            })}
          </ul>
          <Views project={project.key} />
        </Part>
      )}
      <Part title="Projects" action={<IconButton icon="plus" label="New project" onPress={onNewProject} />}>
        <ul className="side-list">
          {shown.map((one) => (
            <li key={one.id}>
              <ProjectLink
                project={one}
                isTwin={shown.some(({ id, name }) => id !== one.id && name === one.name)}
                isCurrent={one.key === project?.key && path.startsWith('/projects/')}
              />
            </li>
          ))}
          <Place href="/projects" icon="table" word="All projects" isCurrent={path === '/projects'} />
          {isAdmin && <Place href="/admin" icon="person" word="Administration" isCurrent={path.startsWith('/admin')} />}
        </ul>
      </Part>
    </>
  )
}

function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <div className="side-head">
        <h2 className="cap min-w-0 flex-1 truncate" title={title}>
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  )
}

interface PlaceProps {
  href: string
  icon: IconName
  word: string
  isCurrent: boolean
  count?: number
  countWord?: string
}

function Place({ href, icon, word, isCurrent, count, countWord }: PlaceProps) {
  return (
    <li>
      <Link href={href} aria-current={isCurrent ? 'page' : undefined} className="side-link">
        <Icon name={icon} className="text-ink-2" />
        <span className="truncate">{word}</span>
        {count ? (
          <span className={`mono ml-auto ${countWord === 'unread' ? 'unread' : 'text-ink-3'}`}>
            {count.toLocaleString('en')}
            <span className="sr-only"> {countWord}</span>
          </span>
        ) : null}
      </Link>
    </li>
  )
}

interface ProjectLinkProps {
  project: ShellProject
  isCurrent: boolean
  /** Another project has the same name, so the key tells them apart. */
  isTwin: boolean
}

function ProjectLink({ project: { key, name, counts }, isCurrent, isTwin }: ProjectLinkProps) {
  return (
    <Link href={pagePath(key, 'tasks')} aria-current={isCurrent ? 'true' : undefined} className="side-link side-project" title={name}>
      <span className="flex items-baseline gap-2">
        <span className="truncate">{name}</span>
        {isTwin && <span className="ml-auto flex-none mono text-ink-3">{key}</span>}
      </span>
      <span className="flex gap-3 mono text-ink-3">
        <span>{counts.open.toLocaleString('en')} open</span>
        <Lamp status="IN_PROGRESS" count={counts.inProgress} />
        <Lamp status="BLOCKED" count={counts.blocked} />
      </span>
    </Link>
  )
}

function Lamp({ status, count }: { status: 'IN_PROGRESS' | 'BLOCKED'; count: number }) {
  if (count === 0) return null
  return (
    <span className="inline-flex items-center gap-1">
      <StatusMark status={status} size={11} className="align-[-1px]" />
      {count.toLocaleString('en')}
    </span>
  )
}

function Views({ project }: { project: string }) {
  const [{ data }] = useQuery({ query: SavedViewsDocument, variables: { project } })
  const path = usePathname()
  const search = useSearchParams().toString()
  const views = data?.project?.savedViews ?? []
  if (views.length === 0) return null
  return (
    <ul className="side-list" aria-label="Saved views">
      {views.map(({ id, name, page, query, isShared }) => {
        const href = pagePath(project, page.toLowerCase())
        const isCurrent = path === href && search === new URLSearchParams(query).toString()
        return (
          <li key={id}>
            <Link href={`${href}?${query}`} aria-current={isCurrent ? 'page' : undefined} className="side-link side-view" title={name}>
              <Icon name="view" className="text-ink-3" />
              <span className="truncate">{name}</span>
              {isShared && <span className="ml-auto text-2xs text-ink-3">shared</span>}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
