import { definePlugin } from 'task-orchestrator/plugin'
import { follow } from './follow.ts'
import { log, remove } from './log.ts'
import { noteHours } from './note-hours.ts'
import { entries, report, reportAll } from './show.ts'

export default definePlugin({
  name: 'time-tracking',
  version: '1.0.0',
  api: '1.0',
  description: 'Makes time entries from what is in progress, takes entries that people write down, and reports both.',
  settings: {
    fromStatus: { type: 'boolean', label: 'Make entries while a task is in progress', default: true },
    actualHours: {
      type: 'boolean',
      label: 'Write actual hours',
      description:
        'When a task is completed without actual hours, its time entries say how many. Needs a project that is open for editing.',
      default: false,
    },
  },
  async on(event, api) {
    const { task, project } = event
    if (!task) return
    await follow({ ...event, task }, api)
    if (project.settings.actualHours && event.action === 'TASK_COMPLETED') await noteHours({ ...event, task }, api)
  },
  commands: { log, remove, entries, report, 'report-all': reportAll },
})
