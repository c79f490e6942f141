'use client'
import { useQuery } from 'urql'
import { CompleteDialog } from '../tasks/[task]/complete-dialog.tsx'
import { TaskDocument } from '../tasks/[task]/documents.ts'

/** The dialog of the task's own page: a card does not know its criteria and blockers. */
export function FinishDialog({ project, task, onClose }: { project: string; task: string; onClose: () => void }) {
  const [{ data }] = useQuery({ query: TaskDocument, variables: { task } })
  if (data?.task?.__typename !== 'Task') return null
  return <CompleteDialog task={data.task} project={project} onClose={onClose} onDone={() => {}} />
}
