'use client'
import { useQueryStates } from 'nuqs'
import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery } from 'urql'
import { ProjectDocument, ShellDocument } from '#app/_shell/documents.ts'
import type { TaskStatus } from '#app/_ui/status.tsx'
import { ProjectWhy } from '#app/_why/project-why.tsx'
import { ChoicesDocument } from './documents.ts'
import { Filters } from './filters.tsx'
import { countFilters, groupsOf } from './groups.ts'
import { NewTask } from './new-task.tsx'
import { Nothing } from './nothing.tsx'
import { NO_FILTERS, searchParams } from './search-params.ts'
import { TaskList } from './task-list.tsx'
import { TaskTools } from './task-tools.tsx'
import { useTaskGroups } from './use-task-groups.ts'

export function TasksScreen({ project: key }: { project: string }) {
  const [state, setState] = useQueryStates(searchParams, { history: 'replace', clearOnDefault: true })
  const [{ data }] = useQuery({ query: ProjectDocument, variables: { project: key } })
  const [{ data: choices }] = useQuery({ query: ChoicesDocument, variables: { project: key } })
  const [{ data: shell }] = useQuery({ query: ShellDocument })
  const [folded, setFolded] = useState<ReadonlySet<TaskStatus>>(new Set())
  const [isNew, setNew] = useState(false)
  const project = data?.project
  const canCreate = project?.viewerCan.includes('CREATE_TASK') ?? false
  const groups = groupsOf(key, state)
  const { states, loadMore } = useTaskGroups(project?.id ?? key, groups, folded)
  useShortcut('c', () => canCreate && setNew(true))
  useShortcut('/', () => document.querySelector<HTMLInputElement>('#tasks-text input')?.focus())

  const people = choices?.project?.members.map(({ actor }) => actor).filter(({ retiredAt }) => retiredAt === null) ?? []
  const shown = states.filter(
    ({ tasks, isFetching, error, group }) => tasks.length > 0 || isFetching || error || (group.status && folded.has(group.status)),
  )
  const tools = { state, setState, project: project ?? null, me: shell?.me?.handle ?? null, canCreate, onNew: () => setNew(true) }
  return (
    <>
      <TaskTools {...tools} people={people} tags={choices?.project?.tags ?? []} />
      <Filters state={state} setState={setState} />
      {project && project.counts.pending === 0 && project.counts.open > 0 && <ProjectWhy project={key} projectId={project.id} />}
      {isNew && project && <NewTask project={project.id} people={people} onClose={() => setNew(false)} />}
      {shown.length === 0 && !isNew && (
        <Nothing
          project={key}
          filters={countFilters(state)}
          hidden={project?.counts.open ?? 0}
          total={project?.counts.total ?? 0}
          canCreate={canCreate}
          onNew={() => setNew(true)}
          onClear={() => void setState(NO_FILTERS)}
        />
      )}
      {shown.length > 0 && (
        <TaskList
          project={key}
          states={shown}
          folded={folded}
          people={people}
          onMore={loadMore}
          onFold={(status) => setFolded((before) => (before.has(status) ? without(before, status) : new Set([...before, status])))}
        />
      )}
    </>
  )
}

function without(set: ReadonlySet<TaskStatus>, status: TaskStatus) {
  return new Set([...set].filter((one) => one !== status))
}

/** A single key, while nobody is typing and nothing floats above the page. */
function useShortcut(key: string, run: () => void) {
  const act = useEffectEvent(run)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== key || event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return
      if (
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]')
      )
        return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [key])
}
