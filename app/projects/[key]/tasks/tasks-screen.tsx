'use client'
import { useQueryStates } from 'nuqs'
import { lazy, Suspense, useState } from 'react'
import { useQuery } from 'urql'
import { useCommands } from '#app/_shell/commands.ts'
import { ProjectDocument, ShellDocument } from '#app/_shell/documents.ts'
import { Button } from '#app/_ui/button.tsx'
import { ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { ProjectWhy } from '#app/_why/project-why.tsx'
import { ChoicesDocument } from './documents.ts'
import { Filters } from './filters.tsx'
import { Nothing } from './nothing.tsx'
import { searchParams } from './search-params.ts'
import { TaskList } from './task-list.tsx'
import { countsOf } from './groups.ts'
import { TaskTools } from './task-tools.tsx'
import { useTaskGroups } from './use-task-groups.ts'

const NewTask = lazy(() => import('./new-task.tsx').then((file) => ({ default: file.NewTask })))

export function TasksScreen({ project: key }: { project: string }) {
  const [state, setState] = useQueryStates(searchParams, { history: 'replace', clearOnDefault: true })
  const [{ data }] = useQuery({ query: ProjectDocument, variables: { project: key } })
  const [{ data: choices }] = useQuery({ query: ChoicesDocument, variables: { project: key } })
  const [{ data: shell }] = useQuery({ query: ShellDocument })
  const [now] = useState(Date.now)
  const [isNew, setNew] = useState(false)
  const [isSelecting, setSelecting] = useState(false)
  const project = data?.project
  const canCreate = project?.viewerCan.includes('CREATE_TASK') ?? false
  const asked = { project: key, me: shell?.me?.handle ?? null, now }
  const { states, isFetching, error, see, tryAgain } = useTaskGroups({ ...asked, projectId: project?.id ?? key }, state)
  const create = () => setNew(true)
  useCommands([
    ...(canCreate
      ? [{ id: 'tasks.new', title: 'Create task', group: 'Create' as const, keys: 'c', icon: 'plus' as const, run: create }]
      : []),
  ])

  const people = choices?.project?.members.map(({ actor }) => actor).filter(({ retiredAt }) => retiredAt === null) ?? []
  const tags = choices?.project?.tags ?? []
  return (
    <>
      <TaskTools
        {...{
          state,
          setState,
          project: project ?? null,
          projectKey: key,
          people,
          tags,
          canCreate,
          filter: countsOf(asked, state).filter,
          onNew: create,
          isSelecting,
          setSelecting,
        }}
      />
      <Filters state={state} setState={setState} />
      {project && project.counts.pending === 0 && project.counts.open > 0 && <ProjectWhy project={key} projectId={project.id} />}
      {isNew && project && (
        <Suspense>
          <NewTask project={project} people={people} tags={tags} state={state} onClose={() => setNew(false)} />
        </Suspense>
      )}
      {error && !states.length && (
        <ErrorState title="The list did not load." retry={<Button onPress={tryAgain}>Try again</Button>}>
          {error.graphQLErrors[0]?.message ?? 'The server did not answer.'}
        </ErrorState>
      )}
      {!error && !states.length && isFetching && <Skeleton rows={12} label="Loading tasks" />}
      {!error && !states.length && !isFetching && !isNew && (
        <Nothing {...{ asked, state, setState, total: project?.counts.total ?? 0, canCreate, onNew: create }} />
      )}
      {states.length > 0 && <TaskList {...{ project: key, states, state, setState, see, people, tags, onRetry: tryAgain, isSelecting }} />}
    </>
  )
}
