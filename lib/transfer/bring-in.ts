import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { createProject } from '#lib/domain/project/create.ts'
import { locateProject } from '#lib/domain/project/locate.ts'
import { applyPlan, type ApplyOptions } from './apply.ts'
import type { Plan } from './plan.ts'
import type { ImportReport } from './report.ts'

export interface Destination extends ApplyOptions {
  /** Key of the project; made when there is none. */
  project: string
  /** Name for a new project; its key without one. */
  name?: string | undefined
}

/** Brings a plan into a project by its key. */
export async function bringIn(caller: Caller, plan: Plan, { project: key, name, ...options }: Destination): Promise<ImportReport> {
  const there = await db().project.findUnique({ where: { key: key.toUpperCase() } })
  if (there) return applyPlan(caller, await locateProject(caller, there.id), plan, options)
  if (options.dryRun) return applyPlan(caller, NONE(key.toUpperCase()), plan, options)
  const { project } = await createProject(caller, { key, name: name ?? key.toUpperCase() })
  return applyPlan(caller, await locateProject(caller, project), plan, options)
}

/** Stands for a project that a dry run does not make. */
const NONE = (key: string) => ({ id: '', key })
