import { Call } from '#app/_ui/states.tsx'
import { Ago } from '#app/_ui/time.tsx'
import type { Schedule } from './documents.ts'

/** How often a plugin does something by itself, and when it did so last. */
export function SchedulesLine({ schedules }: { schedules: readonly Schedule[] }) {
  return schedules.map(({ name, title, every, ranAt }, at) => (
    <span key={name}>
      {at > 0 && '; '}
      {title}: every {every},{' '}
      {ranAt ? (
        <>
          last <Ago at={ranAt} />
        </>
      ) : (
        'not yet'
      )}
    </span>
  ))
}

const MOST = 5

/** What went wrong when it ran last, by project. */
export function ScheduleFaults({ schedules }: { schedules: readonly Schedule[] }) {
  return schedules.flatMap(({ name, title, faults }) => {
    if (faults.length === 0) return []
    const more = faults.length - MOST
    return [
      <Call key={name} signal="caution" className="border-t border-t-joint" title={`${title} failed, and is tried again`}>
        <ul className="grid gap-0.5">
          {faults.slice(0, MOST).map(({ project, message, at }) => (
            <li key={project?.id ?? '*'}>
              {project && <span className="mono">{project.key} </span>}
              {message} <Ago at={at} />
            </li>
          ))}
          {more > 0 && <li>and in {more} more</li>}
        </ul>
      </Call>,
    ]
  })
}
