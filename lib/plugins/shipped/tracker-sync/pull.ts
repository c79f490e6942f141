import type { Api, ProjectRef } from 'task-orchestrator/plugin'
import { allLinks, cursorOf, keepLink, linkOf, moveCursor, type Link } from './link.ts'
import { act, fieldsOf, findTask, seenOf, tagsOf } from './tasks.ts'
import type { Issue, Tracker } from './tracker.ts'

export interface Pulled {
  number: number
  title: string
  task: string | null
  result: 'created' | 'updated' | 'completed' | 'cancelled' | 'reopened' | 'refused'
  remark: string
}

/**
 * Brings what changed in the tracker since the last pull: new issues become tasks, changed ones change theirs, closed ones close them.
 * Interrupted at any point, the next pull goes on from there and makes nothing twice.
 */
export async function pull(api: Api, project: ProjectRef, tracker: Tracker, goesOn: () => boolean) {
  const pulled: Pulled[] = []
  const since = await cursorOf(api, project)
  for (const link of await allLinks(api, project))
    if (link.owes && goesOn()) pulled.push(...(await settle(api, project, await tracker.get(link.number), link)))
  const label = String(project.settings.label ?? '')
  for await (const page of tracker.changedSince(since, label)) {
    // What has the very same time may stand on the next page, so the next pull begins with the last one again.
    let last: string | null = null
    try {
      for (const issue of page) {
        if (!goesOn()) return { pulled, isWhole: false }
        pulled.push(...(await bring(api, project, issue)))
        last = issue.updatedAt
      }
    } finally {
      if (last) await moveCursor(api, project, last)
    }
  }
  return { pulled, isWhole: true }
}

async function bring(api: Api, project: ProjectRef, issue: Issue): Promise<Pulled[]> {
  const link = await linkOf(api, project, issue.number)
  if (link?.task) return settle(api, project, issue, link)
  if (issue.state === 'closed') return []
  return create(api, project, issue, link !== null)
}

async function create(api: Api, project: ProjectRef, issue: Issue, wasBegun: boolean): Promise<Pulled[]> {
  const { number, url, title, state } = issue
  const link: Link = { number, url, title, seen: seenOf(issue), state, task: null, taskKey: null, owes: false }
  if (!wasBegun) await keepLink(api, project, link)
  const found = wasBegun ? await findTask(api, project, url) : null
  const made = found ?? (await act(api, 'createTask', { project: project.id, ...fieldsOf(issue) }))
  if ('code' in made && made.code !== null) return [{ number, title, task: null, result: 'refused', remark: made.message }]
  const task = 'code' in made ? made.task : made
  await keepLink(api, project, { ...link, task: task.id, taskKey: task.key })
  return [{ number, title, task: task.key, result: 'created', remark: '' }]
}

/** Brings a linked task to where its issue is: what changed there since they last agreed, and nothing else. */
async function settle(api: Api, project: ProjectRef, issue: Issue, link: Link): Promise<Pulled[]> {
  const { task, number } = link
  const pulled: Pulled[] = []
  const tell = (result: Pulled['result'], remark = '') => pulled.push({ number, title: issue.title, task: link.taskKey, result, remark })
  const next: Link = { ...link, title: issue.title, seen: seenOf(issue), url: issue.url, owes: false }
  const now = fieldsOf(issue)
  const changed = (Object.keys(now) as (keyof typeof now)[]).filter((name) => String(link.seen[name]) !== String(next.seen[name]))
  if (changed.length > 0) {
    const input = Object.fromEntries(changed.map((name) => [name, now[name]]))
    // Tags that were given here stay.
    if (changed.includes('tags')) input.tags = merged(await tagsOf(api, task ?? ''), link.seen.tags, now.tags)
    const answer = await act(api, 'updateTask', { task, ...input })
    if (answer.code === null) tell('updated', changed.join(', '))
    else tell('refused', answer.message)
  }
  if (issue.state !== link.state) {
    const name = issue.state === 'open' ? 'reopenTask' : issue.reason === 'not_planned' ? 'cancelTask' : 'completeTask'
    const answer = await act(api, name, { task })
    // Whoever did the same here meanwhile has done what the issue asks for.
    const isThere = answer.code === null || answer.code === 'INVALID_TRANSITION' || answer.code === 'NOT_FOUND'
    if (answer.code === null) tell(DONE[name])
    else if (!isThere) tell('refused', `${answer.message} The next pull tries again.`)
    next.state = isThere ? issue.state : link.state
    next.owes = !isThere
  }
  if (changed.length > 0 || issue.state !== link.state) await keepLink(api, project, next)
  return pulled
}

const DONE = { reopenTask: 'reopened', cancelTask: 'cancelled', completeTask: 'completed' } as const

function merged(present: readonly string[], old: readonly string[], now: readonly string[]) {
  const isIn = (list: readonly string[], tag: string) => list.some((one) => one.toLowerCase() === tag.toLowerCase())
  return [...now, ...present.filter((tag) => !isIn(old, tag) && !isIn(now, tag))].slice(0, 30)
}
