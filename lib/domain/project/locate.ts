import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma, type Tx } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import { write, type Outcome, type Write } from '#lib/write.ts'
import { roleIn } from '../access.ts'
import { rows } from '../rows.ts'
import type { ProjectRow } from '../task/types.ts'
import { ProjectArchivedError } from './errors.ts'
import { requireMayInProject, type ProjectAct } from './policy.ts'

/** The project behind an id or key, if the caller sees it. */
export async function locateProject(caller: Caller, ref: string, tx: Pick<Tx, 'project'> = db()): Promise<ProjectRow> {
  const row = await tx.project.findUnique({ where: ref.startsWith('prj_') ? { id: ref } : { key: ref.toUpperCase() } })
  if (!row || (await roleIn(caller, row.id)) === null) throw new NotFoundError('project', ref)
  return row
}

interface InProject {
  name: string
  input: { project: string; idempotencyKey?: string | null | undefined } & Record<string, unknown>
  right: ProjectAct
}

/** One act in a project: finds it, takes its gate, checks the right, runs with the row read under the gate. */
export async function inProject<T extends Outcome>(
  caller: Caller,
  { name, input, right }: InProject,
  run: (w: Write, project: ProjectRow) => Promise<T>,
) {
  const { id } = await locateProject(caller, input.project)
  return write(caller, { name, input: { ...input, project: id }, idempotencyKey: input.idempotencyKey, gate: [id] }, async (w) => {
    const [project] = await rows(w.tx, 'Project', Prisma.sql`"id" = ${id}`)
    if (!project) throw new NotFoundError('project', input.project)
    await demandInProject(caller, w.tx, project, right)
    return run(w, project)
  })
}

/** Throws NotFoundError, ProjectArchivedError or ForbiddenError with the rule. */
export async function demandInProject(caller: Caller, tx: Tx, project: ProjectRow, right: ProjectAct) {
  const role = await roleIn(caller, project.id, tx)
  if (role === null) throw new NotFoundError('project', project.key)
  const writes =
    right === 'CREATE_TASK' || right === 'CREATE_DEPENDENCY' || right === 'ADD_CONTEXT' || right === 'COORDINATE' || right === 'MANAGE_TAGS'
  if (writes && project.status === 'ARCHIVED') throw new ProjectArchivedError(project.key)
  requireMayInProject(right, { role, scopes: caller.scopes, projectStatus: project.status })
}
