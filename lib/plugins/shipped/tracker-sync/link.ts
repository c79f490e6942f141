import type { Api, ProjectRef } from 'task-orchestrator/plugin'
import type { Issue } from './tracker.ts'

export type Seen = Record<'title' | 'description' | 'priority', string> & { tags: string[] }

/** A task and its issue, as they were when they last agreed. */
export interface Link {
  number: number
  url: string
  /** Null while its task is being made. */
  task: string | null
  taskKey: string | null
  title: string
  /** What the issue said when the task last followed it; texts by their hash. */
  seen: Seen
  state: Issue['state']
  /** Its issue was closed or opened again, and the task could not follow yet. */
  owes: boolean
}

const PAGE = 1000
const issuesOf = (project: ProjectRef) => `issues.${project.id}`
const tasksOf = (project: ProjectRef) => `tasks.${project.id}`

export const linkOf = (api: Api, project: ProjectRef, number: number) => api.store.get<Link>(issuesOf(project), String(number))

export async function linkOfTask(api: Api, project: ProjectRef, task: string): Promise<Link | null> {
  const number = await api.store.get<number>(tasksOf(project), task)
  return number === null ? null : linkOf(api, project, number)
}

/** Both ways in one write: the issues' links, and the issues of the tasks. At most 500 at once. */
export async function keepLinks(api: Api, project: ProjectRef, links: readonly Link[]): Promise<void> {
  const changes = links.flatMap((link) => [
    { collection: issuesOf(project), key: String(link.number), value: link },
    ...(link.task === null ? [] : [{ collection: tasksOf(project), key: link.task, value: link.number }]),
  ])
  if (changes.length > 0) await api.store.write(changes)
}
export const keepLink = (api: Api, project: ProjectRef, link: Link) => keepLinks(api, project, [link])

export function dropLink(api: Api, project: ProjectRef, { number, task }: Link): Promise<void> {
  const back = task === null ? [] : [{ collection: tasksOf(project), key: task }]
  return api.store.write([{ collection: issuesOf(project), key: String(number) }, ...back])
}

export async function allLinks(api: Api, project: ProjectRef): Promise<Link[]> {
  const links: Link[] = []
  for (let after = ''; ;) {
    const page = await api.store.list<Link>(issuesOf(project), { first: PAGE, ...(after && { after }) })
    links.push(...page.map(({ value }) => value))
    const last = page.at(-1)
    if (page.length < PAGE || !last) return links
    after = last.key
  }
}

export const cursorOf = (api: Api, project: ProjectRef) => api.store.get<string>('cursors', `${project.id} ${source(project)}`)
export const moveCursor = (api: Api, project: ProjectRef, to: string) => api.store.set('cursors', `${project.id} ${source(project)}`, to)

// Another repository or label begins from its own beginning.
const source = ({ settings }: ProjectRef) => `${settings.repository} ${settings.label}`.slice(0, 150)
