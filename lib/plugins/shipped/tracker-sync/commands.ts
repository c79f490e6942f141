import { command, markdown, table, type Schedule } from 'task-orchestrator/plugin'
import { allLinks, dropLink, keepLink, linkOf, linkOfTask } from './link.ts'
import { pull } from './pull.ts'
import { needTracker, trackerOf } from './settings.ts'
import { seenOf } from './tasks.ts'

export const COMMAND_MS = 60_000
/** Leaves time for what the tracker is asked last. */
const ENOUGH_MS = COMMAND_MS * 0.75

export const pullIssues = command({
  title: 'Pull issues',
  description: 'Brings what changed in the issue tracker since the last pull: new, changed, closed and reopened issues.',
  async run({ projects }, api) {
    const until = Date.now() + ENOUGH_MS
    const { project, tracker } = needTracker(api, projects[0])
    const { pulled, isWhole } = await pull(api, project, tracker, () => Date.now() < until)
    const rows = pulled.map(({ number, title, task, result, remark }) => ({ number, title, task, result, remark }))
    const note = `${rows.length || 'No'} ${rows.length === 1 ? 'change' : 'changes'} from ${project.settings.repository}.`
    return table(PULLED, rows.slice(0, 5000), isWhole ? note : `${note} The time was not enough for all: run it again to go on.`)
  },
})

/** What else there is comes with the next run. */
export const pullByClock: Schedule = {
  title: 'Pull issues',
  description: 'Brings what changed in the issue tracker, where a repository is set.',
  every: '15m',
  async run({ projects: [project] }, api) {
    const until = Date.now() + ENOUGH_MS
    const tracker = project?.settings.pullByClock ? trackerOf(api, project) : null
    if (project && tracker) await pull(api, project, tracker, () => Date.now() < until)
  },
}

export const links = command({
  title: 'Linked issues',
  description: 'Every task of the project that has an issue, and how the two stand.',
  needs: 'READ',
  async run({ projects: [project] }, api) {
    const found = project ? await allLinks(api, project) : []
    const rows = found
      .sort((a, b) => a.number - b.number)
      .slice(0, 5000)
      .map(({ number, title, taskKey, state, url, owes }) => ({
        number,
        title,
        task: taskKey,
        state: owes ? 'waits for its task' : state,
        url,
      }))
    return table(LINKED, rows)
  },
})

export const link = command({
  title: 'Link an issue',
  description: 'Joins a task to an issue that is there already: from now on the two follow each other.',
  arguments: {
    task: { type: 'task', label: 'Task', isRequired: true },
    issue: { type: 'integer', label: 'Issue', description: 'Its number.', isRequired: true, min: 1 },
  },
  async run({ arguments: { task, issue: number }, projects }, api) {
    const { project, tracker } = needTracker(api, projects[0])
    const [other, own] = [await linkOf(api, project, number), await linkOfTask(api, project, task.id)]
    if (other?.task) throw new Error(`Issue ${number} is linked to ${other.taskKey} already. Unlink it first.`)
    if (own) throw new Error(`${task.key} is linked to issue ${own.number} already. Unlink it first.`)
    const issue = await tracker.get(number)
    const { url, title, state } = issue
    await keepLink(api, project, { number, url, title, seen: seenOf(issue), state, task: task.id, taskKey: task.key, owes: false })
    return markdown(`**${task.key}** and [issue ${number}](${url}) follow each other from now on.`)
  },
})

export const unlink = command({
  title: 'Unlink an issue',
  description: 'Parts a task from its issue. Both stay as they are.',
  arguments: { task: { type: 'task', label: 'Task', isRequired: true } },
  async run({ arguments: { task }, projects: [project] }, api) {
    const own = project && (await linkOfTask(api, project, task.id))
    if (!own) throw new Error(`${task.key} has no issue.`)
    await dropLink(api, project, own)
    return markdown(`**${task.key}** and issue ${own.number} are on their own.`)
  },
})

const NUMBER = { name: 'number', title: 'Issue', kind: 'NUMBER' as const }
const TITLE = { name: 'title', title: 'Title' }
const TASK = { name: 'task', title: 'Task', kind: 'TASK' as const }
const PULLED = [NUMBER, TITLE, TASK, { name: 'result', title: 'Result' }, { name: 'remark', title: 'Remark' }]
const LINKED = [NUMBER, TITLE, TASK, { name: 'state', title: 'State' }, { name: 'url', title: 'Address' }]
