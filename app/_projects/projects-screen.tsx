'use client'
import Link from 'next/link'
import { useEffect, useEffectEvent, useState } from 'react'
import dynamic from 'next/dynamic'
import { useQuery } from 'urql'
import type { ResultOf } from '#app/_graphql/graphql.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { GroupHead, Key, Tools } from '#app/_ui/list.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { STATUS, STATUSES, StatusMark, type TaskStatus } from '#app/_ui/status.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { ProjectsDocument, type ProjectCardFragment } from './documents.ts'

const CreateProject = dynamic(() => import('./create-project.tsx').then((file) => file.CreateProject), { ssr: false })

type Card = ResultOf<typeof ProjectCardFragment>

const GROUPS: { status: Card['status']; word: string; note?: string }[] = [
  { status: 'ACTIVE', word: 'Active' },
  { status: 'PLANNING', word: 'Planning' },
  { status: 'COMPLETED', word: 'Completed' },
  { status: 'ARCHIVED', word: 'Archived', note: 'read only' },
]

export function ProjectsScreen() {
  const [{ data, fetching, error }, again] = useQuery({ query: ProjectsDocument })
  const [isNew, setNew] = useState(false)
  useEvery(20_000, () => again({ requestPolicy: 'network-only' }))
  const projects = data?.projects ?? []
  return (
    <>
      <Tools title="Projects">
        <span className="flex-1" />
        <LinkButton href="/import">Import</LinkButton>
        <Button variant="primary" icon="plus" onPress={() => setNew(true)}>
          New project
        </Button>
      </Tools>
      {error && !data && (
        <ErrorState
          title="The projects did not load."
          retry={<Button onPress={() => again({ requestPolicy: 'network-only' })}>Try again</Button>}
        >
          {error.graphQLErrors[0]?.message ?? 'The server did not answer.'}
        </ErrorState>
      )}
      {fetching && !data && <Skeleton label="Loading projects" />}
      {data && !projects.length && <FirstUse onNew={() => setNew(true)} />}
      {GROUPS.map(({ status, word, note }) => {
        const group = projects.filter((project) => project.status === status)
        if (!group.length) return null
        return (
          <section key={status} aria-label={word}>
            <GroupHead title={word} count={group.length} note={note} />
            <ul>
              {group.map((project) => (
                <ProjectRow key={project.id} project={project} />
              ))}
            </ul>
          </section>
        )
      })}
      {isNew && <CreateProject onClose={() => setNew(false)} />}
    </>
  )
}

/** Projects have no stream in common: while somebody looks, the counts are read again now and then. */
function useEvery(ms: number, run: () => void) {
  const act = useEffectEvent(() => document.visibilityState === 'visible' && run())
  useEffect(() => {
    const timer = setInterval(() => act(), ms)
    const onReturn = () => act()
    document.addEventListener('visibilitychange', onReturn)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onReturn)
    }
  }, [ms])
}

const COUNT: Record<TaskStatus, keyof Card['counts']> = {
  IN_PROGRESS: 'inProgress',
  PENDING: 'pending',
  BLOCKED: 'blocked',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
}

function ProjectRow({ project }: { project: Card }) {
  return (
    <li className="project-row">
      <Key>{project.key}</Key>
      <Link href={`/projects/${project.key}/tasks`} className="truncate text-md font-[560] after:absolute after:inset-0">
        {project.name}
      </Link>
      <span className="project-counts">
        {STATUSES.slice(0, 4).map((status) => (
          <span key={status} className="inline-flex items-center gap-1.5" title={STATUS[status].word}>
            <StatusMark status={status} />
            <span className="mono min-w-9">{project.counts[COUNT[status]].toLocaleString('en')}</span>
          </span>
        ))}
      </span>
      <span className="project-role text-ink-3">{project.viewerRole ? project.viewerRole.toLowerCase() : 'admin'}</span>
      <span className="mono project-age text-ink-3">
        <Ago at={project.updatedAt} />
      </span>
    </li>
  )
}

function FirstUse({ onNew }: { onNew: () => void }) {
  return (
    <EmptyState
      title="No projects yet."
      actions={
        <>
          <Button variant="primary" icon="plus" onPress={onNew}>
            New project
          </Button>
          <LinkButton href="/import">Import from another tool</LinkButton>
          <a href="/graphql" className="inline-flex min-h-(--hit) items-center gap-1.5 underline underline-offset-2">
            See the API that agents use
          </a>
        </>
      }
    >
      A project holds tasks and what waits for what. Make one here; agents then plan and claim work in it through the API.
    </EmptyState>
  )
}
