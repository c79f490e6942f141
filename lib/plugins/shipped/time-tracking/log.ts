import { command, markdown } from 'task-orchestrator/plugin'
import { formatDuration, parseDuration } from './duration.ts'
import { keeping, placeOf, type Entry } from './entry.ts'
import { dayOf } from './period.ts'

const DAY_MINUTES = 24 * 60

export const log = command({
  title: 'Log time',
  description: 'Writes down time that was spent on a task, for one day.',
  arguments: {
    task: { type: 'task', label: 'Task', isRequired: true },
    time: {
      type: 'text',
      label: 'Time',
      description: 'Such as 1h 30m, 45 min, 1:30 or 1.5 (hours); at most 24 h.',
      isRequired: true,
      maxLength: 20,
    },
    day: { type: 'date', label: 'Day', description: 'Today (UTC) unless you say so.' },
    note: { type: 'text', label: 'Note', maxLength: 500 },
    actor: { type: 'actor', label: 'Who worked', description: 'You, unless you say so; that you wrote it down is shown.' },
  },
  async run({ arguments: given, projects: [project], actor, now }, api) {
    const minutes = parseDuration(given.time)
    if (minutes === null) throw new Error(`"${given.time}" is no time. Write 1h 30m, 45 min, 1:30 or 1.5 (hours).`)
    if (minutes < 1 || minutes > DAY_MINUTES) throw new Error('An entry is for one day: from 1 minute to 24 hours.')
    if (!project) throw new Error('Time is logged in a project.')
    const day = given.day ?? now.slice(0, 10)
    if (day > now.slice(0, 10)) throw new Error(`${day} is not over yet: log time once it was spent.`)
    const startedAt = Date.parse(day)
    const worker = given.actor ?? actor
    const entry: Entry = {
      taskId: given.task.id,
      taskKey: given.task.key,
      actorId: worker.id,
      startedAt: new Date(startedAt).toISOString(),
      endedAt: new Date(startedAt + minutes * 60_000).toISOString(),
      note: given.note?.trim() ?? '',
      origin: 'MANUAL',
      loggedById: actor.id,
    }
    // Random, so that two entries of one day are two.
    const { id, changes } = keeping(project.id, entry, crypto.randomUUID().replaceAll('-', '').slice(0, 12))
    await api.store.write(changes)
    const who = worker.id === actor.id ? '' : ` of @${worker.handle}`
    return markdown(
      `Logged **${formatDuration(minutes)}**${who} on **${given.task.key}** for ${dayOf(startedAt)}.\n\nEntry \`${id}\`; remove it with the command *Remove time*.`,
    )
  },
})

export const remove = command({
  title: 'Remove time',
  description: 'Removes a time entry: one of your own or one that you wrote down; an owner of the project or an admin removes any.',
  arguments: {
    entry: { type: 'text', label: 'Entry', description: 'Its id, as the list of entries shows it.', isRequired: true, maxLength: 100 },
  },
  async run({ arguments: given, projects, actor, role }, api) {
    const place = projects[0] ? placeOf(projects[0].id, given.entry) : null
    const entry = place && (await api.store.get<Entry>(place.collection, place.key))
    if (!place || !entry) throw new Error(`There is no entry "${given.entry}" in this project. The list of entries shows their ids.`)
    const own = entry.actorId === actor.id || entry.loggedById === actor.id
    if (!own && role !== 'OWNER')
      throw new Error('It is the time of another: only they, whoever wrote it down, an owner or an admin removes it.')
    await api.store.delete(place.collection, place.key)
    const minutes = (Date.parse(entry.endedAt) - Date.parse(entry.startedAt)) / 60_000
    return markdown(`Removed **${formatDuration(minutes)}** on **${entry.taskKey}** for ${entry.startedAt.slice(0, 10)}.`)
  },
})
