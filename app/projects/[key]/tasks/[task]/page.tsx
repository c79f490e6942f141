import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { ActivityDocument } from '#app/_activity/documents.ts'
import { ChoicesDocument } from '../documents.ts'
import { TaskDocument, UpdatesDocument } from './documents.ts'
import { TaskScreen } from './task-screen.tsx'

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
    load(UpdatesDocument, { task, first: 50 }),
    load(ActivityDocument, { project: key, first: 30, filter: { task } }),
    load(ChoicesDocument, { project: key }),
  ])
  if (!detail.data.task) notFound()
  return (
    <Hydrate handovers={[detail.handover, updates.handover, activity.handover, choices.handover]}>
      <TaskScreen project={key} task={task} />
    </Hydrate>
  )
}
