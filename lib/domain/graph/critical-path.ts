import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { parse, ref } from '../input.ts'
import { findProject } from '../project/queries.ts'
import { findTask } from '../task/find.ts'
import { analysePaths, MOST, type PathAnalysis } from './path-analysis.ts'
import { readOpenGraph } from './open-graph.ts'

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
export function analyse(
  project: { id: string; seq: number },
  question: { task: string | null; asked: readonly string[] } = { task: null, asked: [] },
): Promise<PathAnalysis> {
  if (question.task !== null || question.asked.length) return analyseAnew(project.id, question)
  const before = known.get(project.id)
  if (before?.seq === project.seq) return before.analysis
  if (known.size >= KEPT) known.clear()
  const analysis = analyseAnew(project.id, question)
  known.set(project.id, { seq: project.seq, analysis })
  analysis.catch(() => known.delete(project.id))
  return analysis
}

async function analyseAnew(projectId: string, question: { task: string | null; asked: readonly string[] }) {
  return analysePaths(await readOpenGraph(projectId), question)
}

async function idsIn(projectId: string, refs: readonly string[]): Promise<string[]> {
  const either = refs.flatMap((one) => [{ id: one.toLowerCase() }, { key: one.toUpperCase() }])
  const rows = await db().task.findMany({ where: { projectId, OR: either }, select: { id: true } })
  return rows.map((row) => row.id)
}
