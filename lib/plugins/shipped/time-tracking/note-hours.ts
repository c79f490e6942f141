import type { Api, TaskEvent } from 'task-orchestrator/plugin'
import { readEntries } from './entry.ts'

const UPDATE = `mutation NoteHours($input: UpdateTaskInput!) {
  updateTask(input: $input) { __typename ... on Error { code message } }
}`

/** The hours of a task's entries as its actual hours, when nobody said how many. */
export async function noteHours({ id, task, project }: TaskEvent, api: Api): Promise<void> {
  if (task.actualHours !== null || task.status !== 'COMPLETED') return
  const entries = await readEntries(api, project.id, { taskId: task.id })
  const ms = entries.reduce((sum, entry) => sum + Date.parse(entry.endedAt) - Date.parse(entry.startedAt), 0)
  if (ms === 0) return
  const input = { task: task.id, actualHours: Math.max(0.01, Math.round(ms / 36_000) / 100), idempotencyKey: `hours ${id}` }
  const { updateTask } = await api.graphql<{ updateTask: { code?: string; message?: string } }>(UPDATE, { input })
  if (updateTask.code) api.log(`${task.key} keeps its hours: ${updateTask.message}`)
}
