import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { issuesOf, parse, ref } from '../input.ts'
import { findProject } from '../project/queries.ts'
import { newTask } from '../task/fields.ts'
import { expand, type PlannedTask } from './expand.ts'
import { sorted, type Fault } from './fault.ts'
import { locateTemplate } from './locate.ts'
import { readTemplate, type Reading } from './read.ts'
import type { Template } from './shape.ts'
import { dayOf } from './source.ts'
import { valuesOf } from './values.ts'

const schema = z.object({ project: ref.nullish(), template: ref.nullish(), source: z.string().nullish(), values: z.unknown().optional() })

export interface Preview {
  template: Template | null
  tasks: (PlannedTask & { line: number | null })[]
  faults: Fault[]
}

/**
 * What a template, stored or as text, would create, read and judged without touching the project. Without values every variable that has
 * to be given has a sample; with values that are refused the sample stands in for them, so there is a plan to look at all the same.
 */
export async function previewTemplate(caller: Caller, input: z.input<typeof schema>, now = new Date()): Promise<Preview> {
  const parsed = parse(schema, input)
  const source = parsed.source ?? (parsed.template ? (await locateTemplate(caller, parsed.template)).source : '')
  const project = parsed.project ? await findProject(caller, parsed.project) : null
  const reading = readTemplate(source, dayOf(now))
  if (!reading.template) return { template: null, tasks: [], faults: reading.faults }
  const { tasks, faults } = planOf(reading.template, reading, {
    values: parsed.values ?? null,
    now,
    project: project?.key ?? 'PROJECT',
    me: caller.handle,
  })
  return { template: reading.template, tasks, faults }
}

interface Asked {
  values: unknown
  now: Date
  project: string
  me: string
}

/** The plan of a template that was read, and what is wrong with the values and with the tasks that come of them. */
export function planOf(template: Template, { at }: Pick<Reading, 'at'>, { values: raw, now, project, me }: Asked) {
  const given = raw === null || raw === undefined ? null : isRecord(raw) ? raw : {}
  const today = dayOf(now)
  const { values, faults } = valuesOf({ variables: template.variables, given, today })
  if (raw !== null && raw !== undefined && !isRecord(raw))
    faults.unshift({ ...NOWHERE, field: 'values', message: 'must be fields with names' })
  const { tasks, origins, fault } = expand(template, { values, today, project, me })
  const places = tasks.map((_, i) => origins[i] ?? 0)
  const judged = tasks.flatMap((task, i) => {
    const result = newTask.safeParse(task)
    const where = (field: string) => `tasks.${places[i]}.${field}`
    return result.success ? [] : issuesOf(result.error).map(({ field, message }) => at(where(field), `${task.ref}: ${field} ${message}`))
  })
  return {
    tasks: tasks.map((task, i) => ({ ...task, line: at(`tasks.${places[i]}`, '').line })),
    faults: sorted([...faults, ...(fault ? [at(fault.field, fault.message)] : []), ...judged]),
    lineOf: (position: number) => at(`tasks.${places[position]}`, '').line,
  }
}

const NOWHERE = { line: null, column: null }
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
