import type { Caller } from '#lib/auth/caller.ts'
import { db, dialect } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { aside } from '../aside/pool.ts'
import { grouped } from '../grouped.ts'
import { findProject } from '../project/queries.ts'
import { measure, type Measured } from './measure.ts'
import { rangeOf } from './range.ts'
import type { Metrics } from './types.ts'

export interface MetricsAsked {
  by: 'project' | 'actor'
  id: string
  /** Of an actor: only in this project, by id or key. */
  project: string | null
  from: Date | null
  to: Date | null
}

/** In the order asked, one measurement for all that ask the same of different ones; null for a project that is missing or hidden. */
export async function metricsOf(caller: Caller, asked: readonly MetricsAsked[]): Promise<(Metrics | null)[]> {
  const answers = new Map<string, Map<string, Metrics> | null>()
  for (const [key, some] of grouped(asked, alike)) {
    const [first] = some
    if (!first) continue
    const ids = some.map(({ id }) => id)
    answers.set(key, await metricsOfAlike(caller, first, ids))
  }
  return asked.map((one) => answers.get(alike(one))?.get(one.id) ?? null)
}

const alike = ({ by, project, from, to }: MetricsAsked) => JSON.stringify([by, project, from, to])

async function metricsOfAlike(caller: Caller, { by, project, from, to }: MetricsAsked, ids: readonly string[]) {
  const range = rangeOf(from, to)
  const seen = await visibleProjectIds(caller)
  if (by === 'project') return measured({ by, ids: seen ? ids.filter((id) => seen.includes(id)) : ids, projects: null, range })
  const only = project === null ? null : await findProject(caller, project)
  if (project !== null && !only) return null
  return measured({ by, ids, projects: only ? [only.id] : seen, range })
}

/** From about so many completed tasks on, measuring takes longer than others should wait. */
const LARGE = 5_000

async function measured(asked: Measured) {
  const ids = asked.by === 'project' ? asked.ids : asked.projects
  const { _sum } = await db().project.aggregate({ _sum: { completed: true }, where: ids ? { id: { in: [...ids] } } : {} })
  const here = () => measure(db(), dialect(), asked)
  return (_sum.completed ?? 0) < LARGE ? here() : aside('measure', asked, here)
}
