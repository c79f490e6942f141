'use client'
import { useParams } from 'next/navigation'
import { pagePath } from './pages.ts'
import { Lost } from './lost.tsx'
import { LinkButton } from '#app/_ui/button.tsx'

export function LostInProject() {
  const { key, task } = useParams<{ key: string; task?: string }>()
  const project = key.toUpperCase()
  return (
    <Lost
      asked={task?.toUpperCase()}
      actions={
        <LinkButton href={pagePath(project, 'tasks')} variant="primary">
          Tasks of {project}
        </LinkButton>
      }
    >
      {task
        ? 'The task does not exist or was deleted, or it belongs to a project of which you are no member.'
        : 'The page does not exist, or it is not for you to see.'}
    </Lost>
  )
}
