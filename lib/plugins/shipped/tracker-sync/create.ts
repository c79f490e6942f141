import type { Api, ProjectRef } from 'task-orchestrator/plugin'
import { createHash } from 'node:crypto'
import { keepLinks, type Link } from './link.ts'
import type { Pulled } from './pull.ts'
import { createTasks, fieldsOf, findTask, seenOf, type Made } from './tasks.ts'
import type { Issue } from './tracker.ts'

interface Known {
  /** By number; one without a task was begun by a pull that was interrupted. Those that are made are added. */
  links: Map<number, Link>
  /** From where this pull goes on. */
  since: string | null
}

/** Makes tasks of issues, all of a page at once. One that is refused is found by halves, and goes alone. */
export async function create(api: Api, project: ProjectRef, issues: readonly Issue[], known: Known): Promise<Pulled[]> {
  const made: [Issue, Made][] = []
  const fresh: Issue[] = []
  for (const issue of issues) {
    const found = known.links.has(issue.number) ? await findTask(api, project, issue.url) : null
    if (found) made.push([issue, found])
    else fresh.push(issue)
  }
  await keep(api, project, made, known)
  await keepLinks(
    api,
    project,
    fresh.map((issue) => linkFor(issue, null)),
  )
  return [...made.map(told), ...(await plan(api, project, fresh, known))]
}

async function plan(api: Api, project: ProjectRef, issues: readonly Issue[], known: Known): Promise<Pulled[]> {
  const [first] = issues
  if (!first) return []
  const tasks = issues.map(fieldsOf)
  // The same again, at the same time on another server, makes them once.
  const mark = createHash('sha256')
    .update(JSON.stringify([project.id, known.since, tasks]))
    .digest('hex')
  const answer = await createTasks(api, { project: project.id, tasks, idempotencyKey: `pull ${mark}` })
  if (answer.code === null) {
    const made = issues.flatMap((issue, at): [Issue, Made][] => {
      const task = answer.tasks[at]
      return task ? [[issue, task]] : []
    })
    await keep(api, project, made, known)
    return made.map(told)
  }
  if (issues.length === 1) return [{ number: first.number, title: first.title, task: null, result: 'refused', remark: answer.message }]
  const half = Math.ceil(issues.length / 2)
  return [...(await plan(api, project, issues.slice(0, half), known)), ...(await plan(api, project, issues.slice(half), known))]
}

async function keep(api: Api, project: ProjectRef, made: readonly [Issue, Made][], { links }: Known) {
  const all = made.map(([issue, task]) => linkFor(issue, task))
  await keepLinks(api, project, all)
  for (const link of all) links.set(link.number, link)
}

const told = ([{ number, title }, { key }]: [Issue, Made]): Pulled => ({ number, title, task: key, result: 'created', remark: '' })

function linkFor(issue: Issue, task: Made | null): Link {
  const { number, url, title, state } = issue
  return { number, url, title, seen: seenOf(issue), state, task: task?.id ?? null, taskKey: task?.key ?? null, owes: false }
}
