import type { Api, Arguments, ProjectRef } from 'task-orchestrator/plugin'
import { Tracker } from './tracker.ts'

export const settings = {
  repository: {
    type: 'text',
    label: 'Repository',
    description: 'owner/name, as the tracker has it. Empty: nothing is synchronised.',
    default: '',
    maxLength: 100,
  },
  label: { type: 'text', label: 'Only issues with this label', description: 'Empty: all of them.', default: '', maxLength: 50 },
  pullByClock: { type: 'boolean', label: 'Pull issues every 15 minutes', default: true },
  pushStatus: { type: 'boolean', label: 'Close and reopen issues as their tasks are', default: true },
  pushNew: { type: 'boolean', label: 'Make an issue of each new task', default: false },
} as const satisfies Arguments

const GITHUB = 'https://api.github.com'

/** The tracker of a project; null when its owners named no repository. The address is the operator's alone: a server fetches it. */
export function trackerOf(api: Api, { settings: { repository } }: ProjectRef): Tracker | null {
  if (typeof repository !== 'string' || repository.trim() === '') return null
  return new Tracker(api.config.URL ?? GITHUB, api.config.TOKEN ?? '', repository.trim())
}

export function needTracker(api: Api, project: ProjectRef | undefined) {
  const tracker = project ? trackerOf(api, project) : null
  if (!project || !tracker) throw new Error('No repository is set: an owner names it in the settings of the project, under plugins.')
  return { project, tracker }
}
