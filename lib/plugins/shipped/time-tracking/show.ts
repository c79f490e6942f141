import {
  command,
  table,
  type ActorRef,
  type Api,
  type CommandRequest,
  type Column,
  type ProjectRef,
  type TaskRef,
} from 'task-orchestrator/plugin'
import { formatDuration } from './duration.ts'
import { readEntries, readRunning } from './entry.ts'
import { everybody } from './people.ts'
import { periodOf, PERIODS, type Period, type PeriodName } from './period.ts'
import { GROUPINGS, minutesWithin, sumUp, type Grouping, type Timed } from './report.ts'

const MOST_ROWS = 5000
const which = {
  period: { type: 'choice', label: 'Period', choices: PERIODS, default: 'this month' },
  from: { type: 'date', label: 'From', description: 'The first day, instead of the period.' },
  to: { type: 'date', label: 'To', description: 'The last day, instead of the period.' },
} as const
const whose = {
  task: { type: 'task', label: 'Task', description: 'Only time on this task.' },
  actor: { type: 'actor', label: 'Person or agent', description: 'Only time of this one.' },
} as const

export const entries = command({
  title: 'Time entries',
  description: 'Every entry of a period, the newest first: what status changes made, what was written down, and what runs now.',
  needs: 'READ',
  arguments: { ...which, ...whose },
  async run(request, api) {
    const { found, period, actors } = await look(request, request.arguments, api)
    found.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    const rows = found.slice(0, MOST_ROWS).map((entry) => ({
      task: entry.taskKey,
      actor: handle(actors, entry.actorId),
      start: entry.origin === 'MANUAL' ? null : entry.startedAt,
      end: entry.isRunning || entry.origin === 'MANUAL' ? null : entry.endedAt,
      day: entry.startedAt.slice(0, 10),
      hours: hours(minutesWithin(entry, period)),
      origin: entry.isRunning ? 'running' : entry.origin === 'STATUS' ? 'status' : `logged by ${handle(actors, entry.loggedById ?? '')}`,
      note: entry.note,
      entry: entry.id,
    }))
    return table(ENTRY_COLUMNS, rows, noteOf(found, period, rows.length))
  },
})

export const report = command({
  title: 'Time report',
  description: 'Time of a period, summed up by task, actor, agent, day, week or month. Days are those of UTC.',
  needs: 'READ',
  arguments: { by: { type: 'choice', label: 'By', choices: GROUPINGS, default: 'task' }, ...which, ...whose },
  run: (request, api) => sums(request, request.arguments, api),
})

export const reportAll = command({
  title: 'Time report of all projects',
  description: 'Time of a period in every project that you see and that tracks it, by project, task, actor, agent, day, week or month.',
  needs: 'READ',
  scope: 'WORKSPACE',
  arguments: { by: { type: 'choice', label: 'By', choices: GROUPINGS, default: 'project' }, ...which, actor: whose.actor },
  run: (request, api) => sums(request, request.arguments, api),
})

interface Asked {
  period: PeriodName
  from: string | undefined
  to: string | undefined
  task?: TaskRef | undefined
  actor?: ActorRef | undefined
}
type Request = Pick<CommandRequest, 'projects' | 'now'>

async function sums(request: Request, asked: Asked & { by: Grouping }, api: Api) {
  const { by } = asked
  const { found, period, actors } = await look(request, asked, api)
  const counted = by === 'agent' ? found.filter(({ actorId }) => actors.get(actorId)?.kind === 'AGENT') : found
  const named = by === 'actor' || by === 'agent'
  const rows = sumUp(counted, by, period).slice(0, MOST_ROWS)
  const shown = rows.map(({ key, minutes, ...counts }) => ({ key: named ? handle(actors, key) : key, hours: hours(minutes), ...counts }))
  return table(sumColumns(by), shown, noteOf(counted, period, shown.length))
}

/** The entries that lie in the period at least in part, with what runs. */
async function look({ projects, now }: Request, asked: Asked, api: Api) {
  const period = periodOf(asked.period, Date.parse(now), asked)
  const actors = await everybody(api)
  const found: Timed[] = []
  for (const project of projects) found.push(...(await timeIn(api, project, period, now, asked.task?.id ?? '')))
  const own = found.filter((entry) => !asked.actor || entry.actorId === asked.actor.id)
  return { found: own, period, actors }
}

async function timeIn(api: Api, project: ProjectRef, period: Period, now: string, taskId: string): Promise<Timed[]> {
  const done = await readEntries(api, project.id, { from: period.from, taskId })
  const running = (await readRunning(api, project.id, now)).filter((entry) => taskId === '' || entry.taskId === taskId)
  const timed = [...done.map((entry) => ({ ...entry, isRunning: false })), ...running.map((entry) => ({ ...entry, isRunning: true }))]
  return timed.filter((entry) => minutesWithin(entry, period) > 0).map((entry) => ({ ...entry, project: project.key }))
}

const ENTRY_COLUMNS: Column[] = [
  { name: 'task', title: 'Task', kind: 'TASK' },
  { name: 'actor', title: 'Who' },
  { name: 'day', title: 'Day', kind: 'DATE' },
  { name: 'start', title: 'From', kind: 'TIME' },
  { name: 'end', title: 'To', kind: 'TIME' },
  { name: 'hours', title: 'Hours', kind: 'HOURS' },
  { name: 'origin', title: 'Origin' },
  { name: 'note', title: 'Note' },
  { name: 'entry', title: 'Entry', opens: { command: 'remove', argument: 'entry', label: 'Remove' } },
]

function sumColumns(by: Grouping): Column[] {
  const titles = { task: 'Task', actor: 'Who', agent: 'Agent', project: 'Project', day: 'Day', week: 'Week from', month: 'Month' }
  const kind = by === 'task' ? 'TASK' : by === 'day' || by === 'week' ? 'DATE' : 'TEXT'
  return [
    { name: 'key', title: titles[by], kind },
    { name: 'hours', title: 'Hours', kind: 'HOURS' },
    { name: 'entries', title: 'Entries', kind: 'NUMBER' },
    ...(by === 'task' ? [] : [{ name: 'tasks', title: 'Tasks', kind: 'NUMBER' } as const]),
    ...(by === 'actor' || by === 'agent' ? [] : [{ name: 'actors', title: 'People and agents', kind: 'NUMBER' } as const]),
  ]
}

function noteOf(entries: readonly Timed[], period: Period, shown: number) {
  const minutes = entries.reduce((sum, entry) => sum + minutesWithin(entry, period), 0)
  const running = entries.filter(({ isRunning }) => isRunning).length
  return [
    `**${formatDuration(minutes)}** in all`,
    running > 0 && `${running} running`,
    shown === MOST_ROWS && `the first ${MOST_ROWS} rows`,
  ]
    .filter(Boolean)
    .join(' · ')
}

const handle = (actors: ReadonlyMap<string, ActorRef>, id: string) => actors.get(id)?.handle ?? id
/** To 4 seconds, so that five minutes are five minutes. */
const hours = (minutes: number) => Math.round(minutes / 0.06) / 1000
