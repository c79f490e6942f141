import type { Api, ProjectRef, TaskEvent } from 'task-orchestrator/plugin'
import { keepLink, linkOfTask, type Link } from './link.ts'
import { seenOf } from './tasks.ts'
import { RefusedByTracker, type Issue, type IssuePatch, type Tracker } from './tracker.ts'

/**
 * Brings an issue to where its task is now, whichever event says that it changed: the same event again changes nothing. Whatever the
 * tracker may do later (it is away, it limits us) fails the event, which comes again; what it refuses for good is logged.
 */
export async function push(event: TaskEvent, api: Api, tracker: Tracker): Promise<void> {
  const { task, project } = event
  if (event.isOwn) return
  try {
    const link = await linkOfTask(api, project, task.id)
    if (!link) return await pushNew(event, api, tracker)
    if (task.isDeleted) return
    const patch = patchOf(event, link)
    if (Object.keys(patch).length === 0) return
    const issue = await tracker.change(link.number, patch)
    const comment = patch.state === 'closed' ? await summaryOf(api, task.id) : ''
    // Kept before the comment: one that is lost is better than one that stands there twice.
    await keepLink(api, project, {
      ...link,
      title: issue.title,
      seen: { ...link.seen, title: seenOf(issue).title },
      state: issue.state,
      owes: false,
    })
    if (comment) await tracker.comment(link.number, comment)
  } catch (error) {
    if (!(error instanceof RefusedByTracker)) throw error
    api.log(`${task.key}: ${error.message}`)
  }
}

function patchOf({ task, project, changes }: TaskEvent, link: Link): IssuePatch {
  const patch: IssuePatch = {}
  if (changes.some(({ field }) => field === 'title') && task.title !== link.title) patch.title = task.title
  const state: Issue['state'] = task.status === 'COMPLETED' || task.status === 'CANCELLED' ? 'closed' : 'open'
  if (!project.settings.pushStatus || state === link.state || link.owes) return patch
  return { ...patch, state, ...(state === 'closed' && { state_reason: task.status === 'COMPLETED' ? 'completed' : 'not_planned' }) }
}

/** An issue for a new task, when owners want that. One that was made before we could keep its number is found by the task's mark in its text. */
async function pushNew({ action, task, project, at }: TaskEvent, api: Api, tracker: Tracker): Promise<void> {
  if (!project.settings.pushNew || action !== 'TASK_CREATED' || task.isDeleted) return
  const mark = `Task ${task.key} (${task.id})`
  const begun = await api.store.get<boolean>(begunOf(project), task.id)
  if (!begun) await api.store.set(begunOf(project), task.id, true)
  const body = [await descriptionOf(api, task.id), mark].filter(Boolean).join('\n\n')
  const label = String(project.settings.label ?? '')
  const found = begun ? await findIssue(tracker, at, mark) : null
  const issue = found ?? (await tracker.create({ title: task.title, body, ...(label && { labels: [label] }) }))
  const { number, url, title, state } = issue
  await keepLink(api, project, { number, url, title, seen: seenOf(issue), state, task: task.id, taskKey: task.key, owes: false })
  await api.store.delete(begunOf(project), task.id)
}

async function findIssue(tracker: Tracker, since: string, mark: string): Promise<Issue | null> {
  // The tracker's clock may be behind ours.
  const from = new Date(Date.parse(since) - 3600_000).toISOString()
  for await (const page of tracker.changedSince(from, '')) {
    const found = page.find(({ body }) => body.endsWith(mark))
    if (found) return found
  }
  return null
}

const begunOf = ({ id }: ProjectRef) => `begun.${id}`
const TEXTS = `query TaskTexts($task: ID!) { task(ref: $task) { ... on Task { description completionSummary } } }`
const textsOf = async (api: Api, task: string) =>
  (await api.graphql<{ task: { description?: string; completionSummary?: string } | null }>(TEXTS, { task })).task
const descriptionOf = async (api: Api, task: string) => (await textsOf(api, task))?.description ?? ''
const summaryOf = async (api: Api, task: string) => (await textsOf(api, task))?.completionSummary ?? ''
