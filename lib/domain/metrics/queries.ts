import type { Caller } from '#lib/auth/caller.ts'
import { db, dialect } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { aside } from '../aside/pool.ts'
import { grouped } from '../grouped.ts'
import { findProject } from '../project/queries.ts'
import { flow } from './flow.ts'
import { measure, type Measured } from './measure.ts'
import { rangeOf } from './range.ts'

export interface MetricsAsked {
  by: 'project' | 'actor'
  id: string
  /** Of an actor: only in this project, by id or key. */
  project: string | null
  from: Date | null
  to: Date | null
}

/** In the order asked, one measurement for all that ask the same of different ones; null for a project that is missing or hidden. */
export const metricsOf = (caller: Caller, asked: readonly MetricsAsked[]) => answered(caller, asked, measured)

/** How the work stood on each day of the range, and how long it was blocked. */
export const flowsOf = (caller: Caller, asked: readonly MetricsAsked[]) => answered(caller, asked, flown)

type Read<Answer> = (asked: Measured) => Promise<Map<string, Answer>>

async function answered<Answer>(caller: Caller, asked: readonly MetricsAsked[], read: Read<Answer>): Promise<(Answer | null)[]> {
  const answers = new Map<string, Map<string, Answer> | null>()
  for (const [key, some] of grouped(asked, alike)) {
    const [first] = some
    if (!first) continue
    const within = await measuredOf(
      caller,
      first,
      some.map(({ id }) => id),
    )
    answers.set(key, within && (await read(within)))
  }
  return asked.map((one) => answers.get(alike(one))?.get(one.id) ?? null)
}

const alike = ({ by, project, from, to }: MetricsAsked) => JSON.stringify([by, project, from, to])

async function measuredOf(caller: Caller, { by, project, from, to }: MetricsAsked, ids: readonly string[]): Promise<Measured | null> {
  const range = rangeOf(from, to)
  const seen = await visibleProjectIds(caller)
  if (by === 'project') return { by, ids: seen ? ids.filter((id) => seen.includes(id)) : ids, projects: null, range }
  const only = project === null ? null : await findProject(caller, project)
  if (project !== null && !only) return null
  return { by, ids, projects: only ? [only.id] : seen, range }
}

/** From about so many completed tasks, or events, on, reading takes longer than others should wait. */
const LARGE = { completed: 5_000, seq: 5_000 }

async function measured(asked: Measured) {
  const here = () => measure(db(), dialect(), asked)
  return (await isLarge(asked, 'completed')) ? aside('measure', asked, here) : here()
}

async function flown(asked: Measured) {
  const now = new Date()
  const here = () => flow(db(), dialect(), asked, now)
  return (await isLarge(asked, 'seq')) ? aside('flow', { asked, now }, here) : here()
}

async function isLarge(asked: Measured, what: 'completed' | 'seq') {
  const ids = asked.by === 'project' ? asked.ids : asked.projects
  const { _sum } = await db().project.aggregate({
    _sum: { completed: true, seq: true },
    where: ids ? { id: { in: [...ids] } } : {},
  })
  return (_sum[what] ?? 0) >= LARGE[what]
}
