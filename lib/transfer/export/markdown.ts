import { sqltag as sql } from '@prisma/client/runtime/client'
import type { Reader } from '#lib/db/snapshots.ts'
import type { TaskStatus } from '#lib/domain/task/types.ts'
import type { ExportJob } from './job.ts'
import { all } from './rows.ts'
import { shownTasks, type ShownTask } from './tasks.ts'

const STATUSES: Record<TaskStatus, string> = {
  IN_PROGRESS: 'In progress',
  PENDING: 'Ready',
  BLOCKED: 'Blocked',
  COMPLETED: 'Completed',
  CANCELLED: 'Cancelled',
}

/** Each project under its name, its tasks under their statuses. */
export async function* markdown(reader: Reader, job: ExportJob): AsyncGenerator<string> {
  for (const [position, project] of job.projects.entries()) {
    const [row] = await all(reader, 'Project', ['key', 'name', 'why', 'what', 'done'], sql`"id" = ${project.id}`)
    if (!row) continue
    yield `${position > 0 ? '\n' : ''}# ${escaped(`${row.key} ${row.name}`)}\n`
    yield brief(row)
    yield `\nExported on ${job.at.toISOString().slice(0, 10)}.\n`
    for (const [status, name] of Object.entries(STATUSES)) {
      let isFirst = true
      for await (const tasks of shownTasks(reader, { ...narrowed(job, status), projects: [project] })) {
        yield (isFirst ? `\n## ${name}\n` : '') + tasks.map(section).join('')
        isFirst = false
      }
    }
  }
}

/** PostgreSQL compares an enum with a literal. */
function narrowed(job: ExportJob, status: string): ExportJob {
  const { strings, values } = job.where ?? { strings: ['"deletedAt" IS NULL'], values: [] }
  return { ...job, where: { strings: [...strings.slice(0, -1), `${strings.at(-1)} AND "status" = '${status}'`], values } }
}

function section(task: ShownTask): string {
  const { hours, times, criteria, blockedBy, parent } = task
  const facts = [
    task.priority.toLowerCase(),
    ...(task.assignee === null ? [] : [`@${task.assignee}`]),
    ...(times.deadline ? [`due ${times.deadline.toISOString().slice(0, 10)}`] : []),
    ...(hours.estimated === null ? [] : [`${hours.estimated} h estimated`]),
    ...(hours.actual === null ? [] : [`${hours.actual} h taken`]),
    ...(task.tags.length ? [`tags: ${task.tags.join(', ')}`] : []),
  ]
  const links = [
    ...(parent === null ? [] : [`Part of ${parent}.`]),
    ...(blockedBy.length ? [`Waits for ${blockedBy.join(', ')}.`] : []),
    ...(task.holdReason === null ? [] : [`On hold: ${line(task.holdReason)}`]),
  ]
  const texts = [task.description, ...[briefOf(task.texts)].filter(Boolean)].filter((text) => text.trim())
  return [
    `\n### ${escaped(`${task.key} ${task.title}`)}\n`,
    `\n${escaped(facts.join(' · '))}\n`,
    ...(links.length ? [`\n${escaped(links.join(' '))}\n`] : []),
    ...texts.map((text) => `\n${quoted(text)}\n`),
    ...(criteria.length
      ? [`\n${criteria.map(({ text, state }) => `- [${state === 'MET' ? 'x' : ' '}] ${escaped(line(text))}`).join('\n')}\n`]
      : []),
    ...(task.texts.completionSummary.trim() ? [`\nSummary:\n\n${quoted(task.texts.completionSummary)}\n`] : []),
  ].join('')
}

const BRIEF = { why: 'Why', what: 'What', done: 'Done when' } as const

const briefOf = (texts: Record<string, unknown>) =>
  Object.entries(BRIEF)
    .filter(([name]) => String(texts[name]).trim())
    .map(([name, title]) => `**${title}.** ${String(texts[name])}`)
    .join('\n\n')

const brief = (row: Record<string, unknown>) => (briefOf(row) ? `\n${quoted(briefOf(row))}\n` : '')

/** What people wrote is Markdown of their own: in a quotation it cannot end the section that it stands in. */
const quoted = (text: string) =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((part) => (part === '' ? '>' : `> ${part}`))
    .join('\n')

const line = (text: string) => text.replace(/\s+/g, ' ').trim()

/** A text that is no Markdown, such as a title, on one line: every sign that could mean something is escaped. */
export const escaped = (text: string) =>
  line(text)
    .replace(/[\\`*_{}[\]<>#|~$&!]/g, (sign) => (sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : sign === '&' ? '&amp;' : `\\${sign}`))
    .replace(/^([-+=]|\d+[.)])/, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`)
    .replace(/\b(https?|ftp):/gi, '$1\\:')
    .replace(/\bwww\./gi, 'www\\.')
