'use client'
import { useRef } from 'react'
import { useCommands, type Command } from '#app/_shell/commands.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { AgentsNow } from './agents-now.tsx'
import type { Home } from './documents.ts'
import { Finished } from './finished.tsx'
import { Follow } from './follow.tsx'
import { MyWork } from './my-work.tsx'
import { followed, useHome } from './use-home.ts'
import { WaitingSection } from './waiting-section.tsx'

/** Where a person looks first: what waits, what is theirs, what agents do, what is done. */
export function HomeScreen({ lastProject }: { lastProject: string | null }) {
  const { home, isLoading, error, refetch, soon, showAll } = useHome()
  return (
    <>
      <Tools title="Home">
        {home && home.projects.length > 0 && <Summary home={home} />}
        <span className="flex-1" />
        <LinkButton href="/projects" variant="bare">
          All projects
        </LinkButton>
      </Tools>
      {error && !home && (
        <ErrorState title="Home did not load." retry={<Button onPress={refetch}>Try again</Button>}>
          {error.graphQLErrors[0]?.message ?? 'The server did not answer.'}
        </ErrorState>
      )}
      {isLoading && <Skeleton label="Loading home" rows={10} />}
      {home && !home.projects.length && (
        <EmptyState
          title="No projects yet."
          actions={
            <>
              <LinkButton href="/projects" variant="primary">
                Make a project
              </LinkButton>
              <LinkButton href="/import">Import from another tool</LinkButton>
            </>
          }
        >
          Your work, what waits for you and what agents do will stand here.
        </EmptyState>
      )}
      {home && home.projects.length > 0 && <Parts {...{ home, lastProject, refetch, soon, showAll }} />}
    </>
  )
}

interface PartsProps {
  home: Home
  lastProject: string | null
  refetch: () => void
  soon: () => void
  showAll: (() => void) | null
}

function Parts({ home, lastProject, refetch, soon, showAll }: PartsProps) {
  const parts = useRef<HTMLDivElement>(null)
  useCommands(useRowCommands(() => parts.current))
  const project = lastProject && home.projects.some(({ key }) => key === lastProject) ? lastProject : (home.projects[0]?.key ?? null)
  return (
    <div className="home-frame">
      <div ref={parts} className="home">
        <div className="home-column">
          <WaitingSection home={home} onShowAll={showAll} />
          <MyWork home={home} lastProject={project} onShowAll={showAll} />
        </div>
        <div className="home-column">
          <Finished home={home} onShowAll={showAll} onSeen={refetch} />
          <AgentsNow home={home} lastProject={project} />
        </div>
      </div>
      {followed(home).map((one) => (
        <Follow key={one.id} project={one} onEvents={soon} />
      ))}
    </div>
  )
}

function Summary({ home }: { home: Home }) {
  const agents = home.working.nodes.filter(({ holder }) => holder.kind === 'AGENT').length
  const mine = home.doing.nodes.length
  return (
    <p className="truncate text-ink-2">
      {mine} in progress, {agents} {agents === 1 ? 'claim' : 'claims'} of agents, {(home.finished.totalCount ?? 0).toLocaleString('en')}{' '}
      finished
    </p>
  )
}

/** Keys walk over the rows of all parts, as they stand on the page. */
function useRowCommands(parts: () => HTMLElement | null): Command[] {
  const links = () => [...(parts()?.querySelectorAll<HTMLElement>('[data-home-row] .home-title') ?? [])]
  const here = () => document.activeElement?.closest('[data-home-row]') ?? null
  const step = (by: number) => {
    const all = links()
    const index = all.findIndex((link) => link.closest('[data-home-row]') === here())
    const next = all[index < 0 ? 0 : Math.min(Math.max(index + by, 0), all.length - 1)]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  const press = (selector: string) => here()?.querySelector<HTMLElement>(selector)?.click()
  // A click without a pointer passes for one of a screen reader, after which the menu would not take the focus to its first item.
  const openMenu = () =>
    here()
      ?.querySelector('.home-status')
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }))
  return [
    { id: 'home.next', title: 'Next row', group: 'Selection', keys: 'j', keysOnly: true, repeats: true, run: () => step(1) },
    { id: 'home.previous', title: 'Previous row', group: 'Selection', keys: 'k', keysOnly: true, repeats: true, run: () => step(-1) },
    { id: 'home.open', title: 'Open the task', group: 'Selection', keys: 'o', keysOnly: true, run: () => press('.home-title') },
    { id: 'home.status', title: 'Change its status', group: 'Selection', keys: 's', keysOnly: true, run: openMenu },
    {
      id: 'home.act',
      title: 'Answer, take off hold or start',
      group: 'Selection',
      keys: 'r',
      keysOnly: true,
      run: () => press('.home-acts button'),
    },
  ]
}
