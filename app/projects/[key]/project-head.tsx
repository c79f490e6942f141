'use client'
import { usePathname } from 'next/navigation'
import { useQuery } from 'urql'
import { useProjectLive } from '#app/_graphql/live.ts'
import { useCriticalPath } from '#app/_shell/critical-path.ts'
import { ProjectDocument } from '#app/_shell/documents.ts'
import { taskPath } from '#app/_tasks/task.ts'
import { LineStrip } from '#app/_ui/line-strip.tsx'
import { Banner } from '#app/_ui/states.tsx'

/** As many stations as stand beside each other with their names. */
const STATIONS = 8

/** The critical path, or how the project's work divides, always current; and the one subscription that keeps the pages below current. */
export function ProjectHead({ project: ref }: { project: string }) {
  const [{ data }] = useQuery({ query: ProjectDocument, variables: { project: ref } })
  const project = data?.project
  const here = usePathname()
  const path = useCriticalPath(ref, project?.id ?? '', { first: STATIONS, pause: !project?.counts.open })
  if (!project) return null
  const { open, completed } = project.counts
  const stations = path?.tasks.map(({ key, title, status, estimatedHours }) => {
    const href = taskPath(ref, key)
    return { key, title, href, status, length: estimatedHours ?? path.usualHours, isCurrent: here === href }
  })
  return (
    <>
      <Live project={project.id} seq={project.seq} />
      <LineStrip
        caption={path ? 'Critical path' : 'Progress'}
        counts={project.counts}
        stations={stations}
        more={path ? path.length - path.tasks.length : 0}
        sum={
          path ? (
            <>
              <b>
                {path.length.toLocaleString('en')} tasks, {hoursOf(path.hours)}
              </b>{' '}
              <span className="text-ink-3">left</span>
            </>
          ) : (
            <>
              <b>{open.toLocaleString('en')} open</b> <span className="text-ink-3">{completed.toLocaleString('en')} done</span>
            </>
          )
        }
      />
      {project.status === 'ARCHIVED' && <Banner title="This project is archived.">It can be read, not changed.</Banner>}
    </>
  )
}

const hoursOf = (hours: number) => `${(hours < 10 ? Math.round(hours * 10) / 10 : Math.round(hours)).toLocaleString('en')} h`

function Live({ project, seq }: { project: string; seq: number }) {
  useProjectLive(project, seq)
  return null
}
