'use client'
import { useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { KnownActors } from '#app/_activity/change.tsx'
import { useProjectEvents } from '#app/_graphql/live.ts'
import { EmptyState, ErrorState, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import { ChoicesDocument } from '../documents.ts'
import { taskPath } from '#app/_tasks/task.ts'
import { useSave } from '#app/_tasks/use-save.tsx'
import { TaskWhy } from '#app/_why/task-why.tsx'
import { Activity } from './activity.tsx'
import { Brief } from './brief.tsx'
import { ClaimPanel } from './claim-panel.tsx'
import { Criteria } from './criteria.tsx'
import { Description } from './description.tsx'
import { TaskDocument, type Task } from './documents.ts'
import { EditContext } from './editing.tsx'
import { EarlierClaims } from './earlier-claims.tsx'
import { Feedback } from './feedback.tsx'
import { Files } from './files.tsx'
import { Head } from './head.tsx'
import { Loom } from './loom.tsx'
import { Properties } from './properties.tsx'
import { PastQuestions } from './questions.tsx'
import '#app/_graph/side.css'
import './task.css'
import { Updates } from './updates.tsx'

interface Props {
  project: string
  task: string
}

export function TaskScreen({ project, task: ref }: Props) {
  const [{ data, error, fetching }, read] = useQuery({ query: TaskDocument, variables: { task: ref } })
  const found = data?.task
  if (!found) {
    if (fetching) return <Skeleton rows={8} label="Loading the task" />
    if (!error) return <NothingHere what="task" />
    return (
      <ErrorState title="The task did not load." retry={<Button onPress={() => read({ requestPolicy: 'network-only' })}>Try again</Button>}>
        {error.message}
      </ErrorState>
    )
  }
  if (found.__typename === 'AmbiguousError') {
    return (
      <EmptyState
        title={`${ref} can mean several tasks.`}
        actions={found.candidates.map(({ id, key, title, status }) => (
          <LinkButton key={id} href={taskPath(project, key)}>
            <StatusMark status={status} />
            <span className="mono">{key}</span>
            <span className="max-w-72 truncate">{title}</span>
          </LinkButton>
        ))}
      />
    )
  }
  return <Found task={found} taskRef={ref} project={project} readAgain={() => read({ requestPolicy: 'network-only' })} />
}

function Found({ task, taskRef, project, readAgain }: { task: Task; taskRef: string; project: string; readAgain: () => void }) {
  const editing = useSave()
  const [news, setNews] = useState(0)
  const [{ data: choices }] = useQuery({ query: ChoicesDocument, variables: { project } })
  const people = choices?.project?.members.flatMap(({ role, actor }) => (role === 'VIEWER' || actor.retiredAt ? [] : [actor])) ?? []
  const known = useMemo(() => new Map(choices?.project?.members.map(({ actor }) => [actor.id, actor])), [choices])
  useProjectEvents(task.project.id, (batch) => {
    if (batch !== null && !batch.some((event) => event.taskId === task.id || event.action.startsWith('DEPENDENCY_'))) return
    setNews((count) => count + 1)
    if (batch !== null) readAgain()
  })
  return (
    <KnownActors value={known}>
      <EditContext value={editing.save}>
        <div className="task-page">
          <div className="min-w-0 px-7 pt-4.5 pb-16 max-sm:px-(--pad-x) max-sm:pt-3.5">
            <div className="max-w-255">
              <Head task={task} project={project} people={people} readAgain={readAgain} />
              <TaskWhy task={task} project={project} projectId={task.project.id} className="mt-3 max-w-190" />
              <Loom task={task} project={project} readAgain={readAgain} />
              <div className="grid grid-cols-[minmax(0,1.12fr)_minmax(0,1fr)] gap-x-8 max-wide:grid-cols-1">
                <Brief task={task} />
                <Criteria task={task} />
              </div>
              <Description task={task} />
              <PastQuestions task={task} />
              <Updates task={task} taskRef={taskRef} people={people} news={news} />
              <Activity taskRef={taskRef} project={project} news={news} />
            </div>
          </div>
          <aside className="side" aria-label="Claim and properties">
            <ClaimPanel task={task} people={people} readAgain={readAgain} />
            <Feedback task={task} />
            <Properties task={task} people={people} tags={choices?.project?.tags ?? []} />
            <Files task={task} readAgain={readAgain} />
            <EarlierClaims task={task} />
          </aside>
        </div>
        {editing.dialog}
      </EditContext>
    </KnownActors>
  )
}
