import type { Api, ProjectRef } from 'task-orchestrator/plugin'
import { create } from './create.ts'
import { allLinks, cursorOf, keepLink, moveCursor, type Link } from './link.ts'
import { act, fieldsOf, seenOf, tagsOf } from './tasks.ts'
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
 * Interrupted at any point, the next pull goes on from there and makes nothing twice. Throws when the project is being pulled already.
 */
export async function pull(api: Api, project: ProjectRef, tracker: Tracker, goesOn: () => boolean) {
  if (pulling.has(project.id)) throw new Error('A pull of this project is under way. Run it again once that is over.')
  pulling.add(project.id)
  try {
    return await bringAll(api, project, tracker, goesOn)
  } finally {
    pulling.delete(project.id)
  }
}
const pulling = new Set<string>()

async function bringAll(api: Api, project: ProjectRef, tracker: Tracker, goesOn: () => boolean) {
  const pulled: Pulled[] = []
  const since = await cursorOf(api, project)
  const links = new Map((await allLinks(api, project)).map((link) => [link.number, link]))
  for (const link of links.values())
    if (link.owes && goesOn()) pulled.push(...(await settle(api, project, await tracker.get(link.number), link)))
  const label = String(project.settings.label ?? '')
  for await (const page of tracker.changedSince(since, label)) {
    const fresh = page.filter(({ number, state }) => !links.get(number)?.task && state === 'open')
    pulled.push(...(await create(api, project, fresh, { links, since })))
    // What has the very same time may stand on the next page, so the next pull begins with the last one again.
    let last: string | null = null
    try {
      for (const issue of page) {
        if (!goesOn()) return { pulled, isWhole: false }
        const link = links.get(issue.number)
        if (link?.task && !fresh.includes(issue)) pulled.push(...(await settle(api, project, issue, link)))
        last = issue.updatedAt
      }
    } finally {
      if (last) await moveCursor(api, project, last)
    }
  }
  return { pulled, isWhole: true }
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
