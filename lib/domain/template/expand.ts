import type { Plan } from '../plan/create.ts'
import { LIMITS } from '../limits.ts'
import { linksOf, type Copy } from './links.ts'
import { isPriority, rankOf, type Template, type TemplateTask } from './shape.ts'
import { fill, onlyPlace, valueAt, type Scope, type Value } from './substitute.ts'
import type { Values } from './values.ts'

export type PlannedTask = Plan['tasks'][number] & { ref: string; dependsOn: string[]; parent: string | null }

export interface Expansion {
  tasks: PlannedTask[]
  /** Positions in the template, by position in the plan. */
  origins: number[]
  /** What makes it too large; the field is one of the template. */
  fault: { field: string; message: string } | null
}

interface Around {
  values: Values
  today: string
  project: string
  me: string
}

/** More characters than these are not written out. */
const MOST_TEXT = 1_000_000

/** The plan that a template becomes with these values. What would be too large is refused before it is written out. */
export function expand(template: Template, around: Around): Expansion {
  const copies = template.tasks.map((task, at) => copiesOf(task, at, around.values))
  const count = copies.reduce((sum, some) => sum + some.length, 0)
  const refused = (field: string, message: string): Expansion => ({ tasks: [], origins: [], fault: { field, message } })
  if (count > LIMITS.tasksPerBatch) return refused('tasks', `would be ${count} tasks, at most ${LIMITS.tasksPerBatch} are allowed`)
  if (count === 0) return refused('tasks', 'would be none with these values')
  const links = linksOf(template.tasks, copies)
  if (!links) return refused('tasks', `would have more than ${LIMITS.dependenciesPerPlan} dependencies`)

  const tasks: PlannedTask[] = []
  const origins: number[] = []
  let written = 0
  for (const [at, task] of template.tasks.entries())
    for (const copy of copies[at] ?? []) {
      const planned = write(task, copy, { scope: scopeOf(task, copy, around), links: links.get(copy) ?? { dependsOn: [], parent: null } })
      written += JSON.stringify(planned).length
      if (written > MOST_TEXT) return refused(`tasks.${at}`, `would make the plan longer than ${MOST_TEXT} characters`)
      tasks.push(planned)
      origins.push(at)
    }
  return { tasks, origins, fault: null }
}

/** One for each item, none when a condition does not hold. A ref made here cannot be one that somebody chose. */
function copiesOf(task: TemplateTask, at: number, values: Values): Copy[] {
  const holds = Object.entries(task.when ?? {}).every(([name, wanted]) => {
    const value = values.get(name) ?? null
    return Array.isArray(wanted) ? wanted.some((one) => one === value) : wanted === value
  })
  if (!holds) return []
  const ref = task.ref ?? `task.${at + 1}`
  if (task.each === undefined) return [{ ref, item: null }]
  const items = values.get(task.each)
  return Array.isArray(items) ? items.map((item: string, i) => ({ ref: `${ref}[${i + 1}]`, item: { position: i, text: item } })) : []
}

function scopeOf(task: TemplateTask, { item }: Copy, { values, today, project, me }: Around): Scope {
  const own: Record<string, Value> = { today, project, me, ...(item && { [task.as ?? 'item']: item.text }) }
  return (name) => (Object.hasOwn(own, name) ? own[name] : values.get(name))
}

interface Filling {
  scope: Scope
  links: { dependsOn: string[]; parent: string | null }
}

function write(task: TemplateTask, { ref }: Copy, { scope, links }: Filling): PlannedTask {
  const filled = (text: string | undefined, most: number) => (text === undefined ? undefined : fill(text, scope, most))
  const each = (texts: readonly string[] | undefined, most: number) => texts?.flatMap((text) => spread(text, scope, most))
  const named = (text: string) => fill(text, scope).trim()
  const dependsOn = links.dependsOn.flatMap((one) => (one.includes('{{') ? spread(one, scope, LIMITS.title) : [one]))
  return {
    ref,
    title: fill(task.title, scope, LIMITS.title),
    description: filled(task.description, LIMITS.description),
    priority: priorityOf(task, scope),
    assignee: (task.assignee && named(task.assignee)) || null,
    tags: each(task.tags, LIMITS.tag),
    estimatedHours: hoursOf(task, scope),
    deadline: deadlineOf(task, scope),
    brief: task.brief && {
      why: filled(task.brief.why, LIMITS.brief),
      what: filled(task.brief.what, LIMITS.brief),
      done: filled(task.brief.done, LIMITS.brief),
    },
    requiredCapabilities: each(task.requiredCapabilities, LIMITS.capability),
    criteria: each(task.criteria, LIMITS.criterion),
    impactNotes: filled(task.impactNotes, LIMITS.impactNotes),
    dependsOn: [...new Set(dependsOn)],
    parent: links.parent?.includes('{{') ? named(links.parent) || null : links.parent,
    files: task.files?.map(({ path, note, ...lines }) => ({
      ...lines,
      path: fill(path, scope, LIMITS.path).trim(),
      note: filled(note, LIMITS.fileNote),
    })),
  }
}

/** A list alone becomes its items; what is empty falls out. */
function spread(text: string, scope: Scope, most: number): string[] {
  const place = onlyPlace(text)
  const value = place && valueAt(place, scope)
  if (value !== null && typeof value === 'object') return [...value]
  const filled = fill(text, scope, most).trim()
  return filled ? [filled] : []
}

function priorityOf({ priority }: TemplateTask, scope: Scope) {
  const word = priority === undefined ? '' : fill(priority, scope).trim().toUpperCase()
  return isPriority(word) ? rankOf(word) : null
}

function hoursOf({ estimatedHours }: TemplateTask, scope: Scope) {
  if (typeof estimatedHours !== 'string') return estimatedHours ?? null
  const place = onlyPlace(estimatedHours)
  const value = place && valueAt(place, scope)
  return typeof value === 'number' ? value : null
}

/** A day ends in UTC, as where people choose one. */
function deadlineOf({ deadline }: TemplateTask, scope: Scope) {
  const filled = deadline === undefined ? '' : fill(deadline, scope).trim()
  return filled ? (/^\d{4}-\d{2}-\d{2}$/.test(filled) ? `${filled}T23:59:59.000Z` : filled) : null
}
