import { definePlugin } from 'task-orchestrator/plugin'
import { COMMAND_MS, link, links, pullByClock, pullIssues, unlink } from './commands.ts'
import { push } from './push.ts'
import { settings, trackerOf } from './settings.ts'

export default definePlugin({
  name: 'tracker-sync',
  version: '1.0.0',
  api: '1.0',
  description:
    'Makes tasks from the issues of a repository and keeps the two together. For GitHub, and for trackers with its API for issues.',
  settings,
  timeLimits: { event: 30_000, command: COMMAND_MS, schedule: COMMAND_MS },
  async on(event, api) {
    const { task, project } = event
    const tracker = task && trackerOf(api, project)
    if (tracker) await push({ ...event, task }, api, tracker)
  },
  schedules: { pull: pullByClock },
  commands: { pull: pullIssues, links, link, unlink },
})
