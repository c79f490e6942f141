import { definePlugin } from 'task-orchestrator/plugin'
import { COMMAND_MS, importCsv } from './import.ts'

export default definePlugin({
  name: 'csv-import',
  version: '1.0.0',
  api: '1.0',
  description: 'Makes tasks from the rows of a CSV file, with a dry run, as often as the file changes.',
  timeLimits: { command: COMMAND_MS },
  commands: { import: importCsv },
})
