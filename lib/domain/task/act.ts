import type { Caller } from '#lib/auth/caller.ts'
import { chunks } from '#lib/chunks.ts'
import { Prisma, type Tx } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import type { EventAction } from '#lib/events.ts'
import { write, type NewEvent, type Outcome, type Recipient, type Write } from '#lib/write.ts'
import { givenRole } from '../access.ts'
import { projectWithRole, rows, rowsOf } from '../rows.ts'
import { renew } from '../claim/lease.ts'
import { ProjectArchivedError } from '../project/errors.ts'
import { locateTask } from './locate.ts'
import { requireMay, type TaskAct, type TaskSubject } from './policy.ts'
import type { ClaimRow, ProjectRow, TaskRow } from './types.ts'

/** A task inside its write: everything that the rules look at, read under the gate. */
export interface Subject {
  task: TaskRow
  project: ProjectRow
  claim: ClaimRow | null
  rights: TaskSubject
}

interface OnTask {
  name: string
  input: { task: string; idempotencyKey?: string | null | undefined } & Record<string, unknown>
  /** The right that the act needs; null when the act asks for rights itself. */
  right: TaskAct | null
}

/** One act on one task: finds it, takes its project's gate, checks the right, runs. Any act of its holder renews the lease. */
export async function onTask<T extends Outcome>(
  caller: Caller,
  { name, input, right }: OnTask,
  run: (w: Write, subject: Subject) => Promise<T>,
) {
  const { id, projectId } = await locateTask(caller, input.task)
  return write(caller, { name, input: { ...input, task: id }, idempotencyKey: input.idempotencyKey, gate: [projectId] }, async (w) => {
    const subject = await readSubject(caller, w.tx, id, input.task)
    if (right) demand(right, subject)
    const outcome = await run(w, subject)
    if (subject.claim) await renew(w, subject.claim)
    return outcome
  })
}

async function readSubject(caller: Caller, tx: Tx, id: string, ref: string): Promise<Subject> {
  const [task] = await rows(tx, 'Task', Prisma.sql`"id" = ${id}`)
  const home = task && (await projectWithRole(tx, task.projectId, caller.actorId))
  const given = task && givenRole(caller, task.projectId)
  const role = given === undefined ? home?.role : given
  if (!task || !home || !role) throw new NotFoundError('task', ref)
  const { project } = home
  // A task without a fence was never claimed.
  const [claim = null] = task.fence ? await rows(tx, 'Claim', Prisma.sql`"taskId" = ${id} AND "endedAt" IS NULL`) : []
  return subjectOf(caller, role, project, task, claim)
}

/** Other tasks of the same project, which the same write touches. */
export async function readBeside(
  caller: Caller,
  tx: Tx,
  { project, rights: { role } }: { project: ProjectRow; rights: Pick<TaskSubject, 'role'> },
  ids: readonly string[],
): Promise<Subject[]> {
  const subjects = []
  for (const some of chunks(ids)) {
    const open = Prisma.sql`AND "endedAt" IS NULL`
    const claims = new Map((await rowsOf(tx, 'Claim', 'taskId', some, open)).map((claim) => [claim.taskId, claim]))
    for (const task of await rowsOf(tx, 'Task', 'id', some))
      subjects.push(subjectOf(caller, role, project, task, claims.get(task.id) ?? null))
  }
  return subjects
}

function subjectOf(caller: Caller, role: TaskSubject['role'], project: ProjectRow, task: TaskRow, claim: ClaimRow | null): Subject {
  return {
    task,
    project,
    claim,
    rights: {
      actorId: caller.actorId,
      kind: caller.kind,
      role,
      scopes: caller.scopes,
      projectStatus: project.status,
      editing: project.editing,
      task,
      holderId: claim?.holderId ?? null,
    },
  }
}

/** Throws ProjectArchivedError, NotFoundError for a deleted task, or ForbiddenError with the rule. */
export function demand(act: TaskAct, { task, project, rights }: Subject) {
  if (project.status === 'ARCHIVED') throw new ProjectArchivedError(project.key)
  if (task.deletedAt !== null && act !== 'RESTORE') throw new NotFoundError('task', task.key)
  requireMay(act, rights)
}

/** An event of a task, with its version after the change. */
export function taskEvent(
  w: Write,
  action: EventAction,
  task: Pick<TaskRow, 'id' | 'key' | 'projectId' | 'version'>,
  more: Partial<NewEvent> = {},
  tell: Recipient[] = [],
) {
  w.event(
    { action, projectId: task.projectId, taskId: task.id, ...more, data: { key: task.key, version: task.version, ...more.data } },
    tell,
  )
}
