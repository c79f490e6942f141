import { LIMITS } from '../limits.ts'
import { cycleIn } from './cycle.ts'
import type { Template, TemplateTask } from './shape.ts'
import { isPriority } from './shape.ts'
import { onlyPlace, placesIn, type Place } from './substitute.ts'
import { textsIn } from './texts.ts'
import { variableFaults } from './values.ts'
import { BUILT_IN, type Variable } from './variables.ts'

interface Wrong {
  field: string
  message: string
}
type Kind = Variable['type']

/** What is wrong between the parts of a template: names that stand for nothing, types that do not fit, cycles. */
export function checkTemplate(template: Template, today: string): Wrong[] {
  const variables = new Map(Object.entries(template.variables))
  const refs = new Map<string, number>()
  const wrong: Wrong[] = []
  if (variables.size > LIMITS.templateVariables)
    wrong.push({ field: 'variables', message: `are ${variables.size}, at most ${LIMITS.templateVariables} are allowed` })
  for (const [name, variable] of variables)
    wrong.push(...variableFaults(variable, today).map(({ field, message }) => ({ field: `variables.${name}.${field}`, message })))
  for (const [i, task] of template.tasks.entries()) {
    if (task.ref === undefined) continue
    if (refs.has(task.ref)) wrong.push({ field: `tasks.${i}.ref`, message: `"${task.ref}" is the ref of another task too` })
    else refs.set(task.ref, i)
  }
  for (const [i, task] of template.tasks.entries()) {
    const path = `tasks.${i}`
    wrong.push(...repeatFaults(task, variables).map(({ field, message }) => ({ field: `${path}.${field}`, message })))
    wrong.push(...placeFaults(task, variables).map(({ field, message }) => ({ field: `${path}.${field}`, message })))
    wrong.push(...linkFaults(template.tasks, i, refs).map(({ field, message }) => ({ field: `${path}.${field}`, message })))
  }
  const links = template.tasks.reduce((sum, task) => sum + (task.dependsOn?.length ?? 0), 0)
  if (links > LIMITS.dependenciesPerPlan)
    wrong.push({ field: 'tasks', message: `have ${links} dependencies together, at most ${LIMITS.dependenciesPerPlan} are allowed` })
  return wrong.length ? wrong : [...cycles(template.tasks, refs, 'dependsOn'), ...cycles(template.tasks, refs, 'parent')]
}

/** The type of what a name stands for in a task; null when it stands for nothing there. */
function kindOf(name: string, task: TemplateTask, variables: ReadonlyMap<string, Variable>): Kind | null {
  if (task.each !== undefined && name === (task.as ?? 'item')) return 'text'
  if (name === 'today') return 'date'
  if (name === 'me') return 'person'
  if (name in BUILT_IN) return 'text'
  return variables.get(name)?.type ?? null
}

function repeatFaults(task: TemplateTask, variables: ReadonlyMap<string, Variable>): Wrong[] {
  const wrong: Wrong[] = []
  if (task.each !== undefined && variables.get(task.each)?.type !== 'list')
    wrong.push({ field: 'each', message: `"${task.each}" is no variable of the type list` })
  if (task.as !== undefined && task.each === undefined) wrong.push({ field: 'as', message: 'names an item, but each names no list' })
  const item = task.as ?? 'item'
  if (task.each !== undefined && variables.has(item))
    wrong.push({ field: task.as === undefined ? 'each' : 'as', message: `"${item}" is a variable already; choose another name with as` })
  for (const [name, wanted] of Object.entries(task.when ?? {})) {
    const variable = variables.get(name)
    const options = Array.isArray(wanted) ? wanted : [wanted]
    if (variable?.type !== 'boolean' && variable?.type !== 'choice')
      wrong.push({ field: `when.${name}`, message: `"${name}" is no variable of the type boolean or choice` })
    else if (
      variable.type === 'boolean'
        ? typeof wanted !== 'boolean'
        : options.some((one) => typeof one !== 'string' || !variable.choices.includes(one))
    )
      wrong.push({
        field: `when.${name}`,
        message: `can never be: ${name} is ${variable.type === 'boolean' ? 'true or false' : `one of ${variable.choices.join(', ')}`}`,
      })
  }
  return wrong
}

function placeFaults(task: TemplateTask, variables: ReadonlyMap<string, Variable>): Wrong[] {
  const wrong: Wrong[] = []
  for (const { field, text } of textsIn(task)) {
    const { places, faults } = placesIn(text)
    wrong.push(...faults.map((message) => ({ field, message })))
    for (const { name, days } of places) {
      const kind = kindOf(name, task, variables)
      if (kind === null) wrong.push({ field, message: `"${name}" is no variable of this template` })
      else if (days !== null && kind !== 'date') wrong.push({ field, message: `days are added to dates, and "${name}" is none` })
    }
  }
  const typed = (field: 'estimatedHours' | 'deadline', kinds: readonly Kind[], what: string) => {
    const value = task[field]
    if (typeof value !== 'string' || !value.includes('{{')) return
    const place: Place | null = onlyPlace(value)
    const kind = place && kindOf(place.name, task, variables)
    if (!place || (kind && !kinds.includes(kind))) wrong.push({ field, message: `must be ${what}` })
  }
  typed('estimatedHours', ['number', 'integer'], 'a number, or one variable that is a number')
  typed('deadline', ['date'], 'a day, or one variable that is a date')
  const priority = task.priority === undefined ? null : onlyPlace(task.priority)
  const choice = priority && variables.get(priority.name)
  if (choice?.type === 'choice' && !choice.choices.every((one) => isPriority(one.toUpperCase())))
    wrong.push({ field: 'priority', message: `${priority?.name} has choices that are no priority` })
  return wrong
}

function linkFaults(tasks: readonly TemplateTask[], i: number, refs: ReadonlyMap<string, number>): Wrong[] {
  const task = tasks[i]
  if (!task) return []
  const named = (field: string, ref: string): Wrong[] => {
    if (ref.includes('{{')) return []
    const at = refs.get(ref)
    if (at === undefined) return [{ field, message: `"${ref}" is no ref of this template` }]
    return at === i ? [{ field, message: `a task cannot ${field === 'parent' ? 'be part of' : 'depend on'} itself` }] : []
  }
  const wrong = (task.dependsOn ?? []).flatMap((ref, n) => named(`dependsOn.${n}`, ref))
  if (task.parent === undefined) return wrong
  const parent = tasks[refs.get(task.parent) ?? -1]
  if (parent?.each !== undefined && parent.each !== task.each)
    return [...wrong, { field: 'parent', message: `"${task.parent}" is repeated for ${parent.each}, so this must be too` }]
  return [...wrong, ...named('parent', task.parent)]
}

function cycles(tasks: readonly TemplateTask[], refs: ReadonlyMap<string, number>, field: 'dependsOn' | 'parent'): Wrong[] {
  const edges = tasks.map((task) => [task[field] ?? []].flat().flatMap((ref) => refs.get(ref) ?? []))
  const cycle = cycleIn(edges)
  const [first] = cycle
  if (first === undefined) return []
  const path = [...cycle, first].map((at) => tasks[at]?.ref).join(' → ')
  return [{ field: `tasks.${first}.${field}`, message: `closes a cycle: ${path}` }]
}
