import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { aside } from '../aside/pool.ts'
import { parse, ref } from '../input.ts'
import { findProject } from '../project/queries.ts'
import { findTask } from '../task/find.ts'
import type { ProjectRow } from '../task/types.ts'
import { isLarge } from './large.ts'
import { MOST, type PathAnalysis, type Question, readAndAnalyse } from './path-analysis.ts'

const schema = z.object({ project: ref, task: ref.nullish(), slackOf: z.array(ref).max(MOST.asked).nullish() })

export interface CriticalPath extends PathAnalysis {
  projectId: string
}

/**
 * The longest remaining chain of a project's open work, or of what one task waits for. Null when the project is missing or hidden,
 * or the task is none of its own.
 */
export async function criticalPath(caller: Caller, input: z.input<typeof schema>): Promise<CriticalPath | null> {
  const { project: projectRef, task: taskRef, slackOf } = parse(schema, input)
  const project = await findProject(caller, projectRef)
  const task = project && taskRef ? await findTask(caller, taskRef) : null
  if (!project || (taskRef && task?.projectId !== project.id)) return null
  const asked = slackOf?.length ? await idsIn(project.id, slackOf) : []
  return { projectId: project.id, ...(await analyse(project, { task: task?.id ?? null, asked })) }
}

/** What was found out about a project, good until its next event. Agents and every page of a project ask the same. */
const known = new Map<string, { seq: number; analysis: Promise<PathAnalysis> }>()
const KEPT = 100

/** Reads the open work of a project and finds its longest chain. */
export function analyse(project: ProjectRow, question: Question = {}): Promise<PathAnalysis> {
  if (question.task || question.asked?.length) return analyseAnew(project, question)
  const before = known.get(project.id)
  if (before?.seq === project.seq) return before.analysis
  if (known.size >= KEPT) known.clear()
  const analysis = analyseAnew(project, question)
  known.set(project.id, { seq: project.seq, analysis })
  analysis.catch(() => known.delete(project.id))
  return analysis
}

function analyseAnew(project: ProjectRow, question: Question) {
  const asked = { projectId: project.id, question }
  const here = () => readAndAnalyse(db(), asked)
  return isLarge(project) ? aside('readAndAnalyse', asked, here) : here()
}

async function idsIn(projectId: string, refs: readonly string[]): Promise<string[]> {
  const either = refs.flatMap((one) => [{ id: one.toLowerCase() }, { key: one.toUpperCase() }])
  const rows = await db().task.findMany({ where: { projectId, OR: either }, select: { id: true } })
  return rows.map((row) => row.id)
}
