import { CHECKS } from './release-checks.ts'
import { INCIDENTS } from './release-incidents.ts'
import { PAGE } from './release-page.ts'
import { SHIP } from './release-ship.ts'
import type { ReleaseTask } from './release-task.ts'

export const RELEASE = {
  key: 'LANTERN',
  name: 'Lantern 1.0',
  brief: {
    why: 'Teams learn of an outage from their customers. Lantern tells both at the same time, from a machine of their own.',
    what: 'A self-hosted status page: checks, incidents, subscribers, and a public page that stands when everything else is down.',
    done: 'Somebody who has never seen it installs 1.0 in ten minutes, breaks a service on purpose, and gets the mail.',
  },
}

/** Pieces of the release, each a task of the person's that the others are parts of. */
const EPICS: ReleaseTask[] = [
  {
    ref: 'checks',
    title: 'Checks that can be trusted',
    text: 'Everything that finds out whether a service is up.',
    tags: ['epic'],
    priority: 2,
  },
  {
    ref: 'incidents',
    title: 'Incidents from first alarm to closing note',
    text: 'What people see and do while something is down.',
    tags: ['epic'],
    priority: 2,
  },
  { ref: 'page', title: 'The public page', text: 'What customers look at. It must never be the slow part.', tags: ['epic'], priority: 2 },
  { ref: 'ship', title: 'Ship 1.0', text: 'Packaging, papers and the day itself.', tags: ['epic'], priority: 3 },
]

export const TASKS: readonly ReleaseTask[] = [...EPICS, ...CHECKS, ...INCIDENTS, ...PAGE, ...SHIP]

/** The scripted agents and what each is good at. */
export const AGENTS = [
  { handle: 'mason', name: 'Mason', skills: ['backend'] },
  { handle: 'birk', name: 'Birk', skills: ['backend', 'quality'] },
  { handle: 'iris', name: 'Iris', skills: ['frontend', 'writing'] },
  { handle: 'quinn', name: 'Quinn', skills: ['quality', 'writing', 'frontend'] },
] as const
