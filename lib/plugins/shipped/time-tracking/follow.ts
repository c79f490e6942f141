import type { Api, TaskEvent } from 'task-orchestrator/plugin'
import { keeping, runningOf, type Running } from './entry.ts'

/**
 * Turns changes of status into entries: one begins when its task goes into progress, and ends when it leaves it, also where no new ones
 * shall begin. Seen twice, an event changes nothing.
 */
export async function follow(event: TaskEvent, api: Api): Promise<void> {
  const collection = runningOf(event.project.id)
  const running = await api.store.get<Running>(collection, event.task.id)
  const status = event.changes.find(({ field }) => field === 'status')
  const handed = event.action === 'TASK_ASSIGNED' ? event.changes.find(({ field }) => field === 'assignee') : undefined
  // Those that come again after a crash are older than what runs.
  if (running && event.seq < running.seq) return
  if (status?.new === 'IN_PROGRESS' && event.actor) await begin(event, api, running, event.actor.id)
  else if (status?.old === 'IN_PROGRESS' && running) {
    const end = await endOf(event, api)
    await api.store.write([...entryOf(event, running, end), { collection, key: event.task.id }])
  } else if (typeof handed?.new === 'string' && running && !running.isClaim) await begin(event, api, running, handed.new)
}

async function begin(event: TaskEvent, api: Api, running: Running | null, actorId: string) {
  if (running?.seq === event.seq) return
  if (!event.project.settings.fromStatus) return
  const { id: taskId, key: taskKey } = event.task
  const value: Running = { taskId, taskKey, actorId, startedAt: event.at, isClaim: event.action === 'TASK_CLAIMED', seq: event.seq }
  const ended = running ? entryOf(event, running, event.at) : []
  await api.store.write([...ended, { collection: runningOf(event.project.id), key: taskId, value }])
}

function entryOf(event: TaskEvent, { isClaim: _, seq, ...running }: Running, endedAt: string) {
  if (endedAt <= running.startedAt) return []
  const entry = { ...running, endedAt, note: '', origin: 'STATUS', loggedById: null } as const
  return keeping(event.project.id, entry, String(seq)).changes
}

const CLAIMS = `query ClaimsOf($task: ID!) { task(ref: $task) { __typename ... on Task { claims { fence expiresAt } } } }`

/** A lease that ran out while nobody looked ended then, not when it was noticed. */
async function endOf(event: TaskEvent, api: Api): Promise<string> {
  if (event.data.outcome !== 'EXPIRED') return event.at
  const { task } = await api.graphql<{ task: { claims?: { fence: number; expiresAt: string }[] } | null }>(CLAIMS, { task: event.task.id })
  const expiresAt = task?.claims?.find(({ fence }) => fence === event.data.fence)?.expiresAt
  return expiresAt && expiresAt < event.at ? expiresAt : event.at
}
