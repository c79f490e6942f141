'use client'
import { useQuery } from 'urql'
import { useProjectLive } from '#app/_graphql/live.ts'
import { ProjectDocument } from '#app/_shell/documents.ts'
import { LineStrip } from '#app/_ui/line-strip.tsx'
import { Banner } from '#app/_ui/states.tsx'

/** How the project's work divides, always current; and the one subscription that keeps the pages below current. */
export function ProjectHead({ project: ref }: { project: string }) {
  const [{ data }] = useQuery({ query: ProjectDocument, variables: { project: ref } })
  const project = data?.project
  if (!project) return null
  const { open, completed } = project.counts
  return (
    <>
      <Live project={project.id} seq={project.seq} />
      <LineStrip
        caption="Progress"
        counts={project.counts}
        sum={
          <>
            <b>{open.toLocaleString('en')} open</b> <span className="text-ink-3">{completed.toLocaleString('en')} done</span>
          </>
        }
      />
      {project.status === 'ARCHIVED' && <Banner title="This project is archived.">It can be read, not changed.</Banner>}
    </>
  )
}

function Live({ project, seq }: { project: string; seq: number }) {
  useProjectLive(project, seq)
  return null
}
