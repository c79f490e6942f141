import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { AlreadyExistsError, InvalidInputError, NotFoundError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Write } from '#lib/write.ts'
import { reportTurns } from '../graph/report.ts'
import { settle } from '../graph/settle.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { ProjectArchivedError } from '../project/errors.ts'
import { onTask, taskEvent } from '../task/act.ts'
import { locateTask } from '../task/locate.ts'
import type { TaskRow } from '../task/types.ts'
import { refuseCycle } from './cycle.ts'
import { dependencyKind, type DependencyKind } from './types.ts'

const schema = z.object({ task: ref, dependsOn: ref, kind: dependencyKind.nullish().transform((kind) => kind ?? 'BLOCKS'), idempotencyKey })

/** `task` depends on `dependsOn`. An edge that is there already is answered as it is. */
export async function addDependency(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  const other = await locateTask(caller, parsed.dependsOn)
  return onTask(
    caller,
    { name: 'addDependency', input: { ...parsed, dependsOn: other.id }, right: 'ADD_DEPENDENCY' },
    async (w, { task, project }) => {
      if (project.status === 'ARCHIVED') throw new ProjectArchivedError(project.key)
      const dependsOn = await w.tx.task.findUnique({ where: { id: other.id } })
      if (!dependsOn || dependsOn.deletedAt !== null) throw new NotFoundError('task', parsed.dependsOn)
      const dependency = await link(w, task, dependsOn, parsed.kind)
      const turns = parsed.kind === 'BLOCKS' ? await settle(w, task.projectId, { gated: [task.id], ranked: [dependsOn.id] }) : []
      await reportTurns(w, task.projectId, turns, dependsOn)
      return { dependency, task: task.id, dependsOn: dependsOn.id }
    },
  )
}

/** Checks and stores one edge; the caller settles the derived columns. */
export async function link(w: Write, task: TaskRow, dependsOn: TaskRow, kind: DependencyKind, origin: string | null = null) {
  if (task.id === dependsOn.id) throw new InvalidInputError([{ field: 'dependsOn', message: 'a task cannot depend on itself' }])
  if (task.projectId !== dependsOn.projectId)
    throw new InvalidInputError([{ field: 'dependsOn', message: `${dependsOn.key} is in another project; dependencies stay within one` }])
  const edge = { taskId: task.id, dependsOnId: dependsOn.id, kind }
  const present = await w.tx.dependency.findUnique({ where: { taskId_dependsOnId_kind: edge } })
  if (present && present.releasedAt === null) return present.id
  if (present) {
    await w.tx.dependency.update({ where: { id: present.id }, data: { releasedAt: null } })
    report(w, task, dependsOn, kind, present.id)
    return present.id
  }
  if (kind === 'PARENT') await refuseSecondParent(w, task)
  await refuseCycle(w.tx, { ...edge, projectId: task.projectId })
  const id = newId('dep')
  await w.tx.dependency.create({
    data: { ...edge, id, projectId: task.projectId, origin, createdById: w.caller.actorId, createdAt: w.now },
  })
  report(w, task, dependsOn, kind, id)
  return id
}

function report(w: Write, task: TaskRow, dependsOn: TaskRow, kind: DependencyKind, id: string) {
  taskEvent(w, 'DEPENDENCY_ADDED', task, { subjectId: id, data: { kind, dependsOn: dependsOn.id, dependsOnKey: dependsOn.key } })
}

async function refuseSecondParent(w: Write, task: TaskRow) {
  const parent = await w.tx.dependency.findFirst({
    where: { taskId: task.id, kind: 'PARENT' },
    include: { dependsOn: { select: { key: true } } },
  })
  if (parent) throw new AlreadyExistsError('parent', parent.dependsOn.key)
}
