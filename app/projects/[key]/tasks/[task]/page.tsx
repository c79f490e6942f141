import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { ActivityDocument } from '#app/_activity/documents.ts'
import { ChoicesDocument } from '../documents.ts'
import type { ResultOf } from '#app/_graphql/graphql.ts'
import { TaskDocument, UpdatesDocument, type Task } from './documents.ts'
import { Markdown } from './markdown.tsx'
import { WithRendered } from './rendered.tsx'
import { FIRST_EVENTS, FIRST_UPDATES } from './pages.ts'
import { TaskScreen } from './task-screen.tsx'
import { textKey } from './text-key.ts'

interface Props {
  params: Promise<{ key: string; task: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).task.toUpperCase() }
}

export default async function TaskPage({ params }: Props) {
  const { key, task } = await params
  const [detail, updates, activity, choices] = await Promise.all([
    load(TaskDocument, { task }),
    load(UpdatesDocument, { task, first: FIRST_UPDATES, kinds: null }),
    load(ActivityDocument, { project: key, first: FIRST_EVENTS, filter: { task } }),
    load(ChoicesDocument, { project: key }),
  ])
  if (!detail.data.task) notFound()
  return (
    <Hydrate handovers={[detail.handover, updates.handover, activity.handover, choices.handover]}>
      <WithRendered
        texts={textsOf(detail.data, updates.data).map((text) => [textKey(text), <Markdown key={textKey(text)}>{text}</Markdown>])}
      >
        <TaskScreen project={key} task={task} />
      </WithRendered>
    </Hydrate>
  )
}

/** Every text of the page that is Markdown. */
function textsOf({ task }: ResultOf<typeof TaskDocument>, { task: written }: ResultOf<typeof UpdatesDocument>) {
  const own = task?.__typename === 'Task' ? [task.description, task.completionSummary, task.impactNotes, ...asked(task)] : []
  const updates = written?.__typename === 'Task' ? written.context.nodes.map((entry) => entry.body) : []
  return [...new Set([...own, ...updates])].filter(Boolean)
}

const asked = ({ questions }: Task) => questions.flatMap(({ body, answer }) => [body, answer ?? ''])
