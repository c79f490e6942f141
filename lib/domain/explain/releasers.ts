import { db, type Prisma } from '#lib/db.ts'
import type { ProjectRow, TaskRow } from '../task/types.ts'

const MOST = 20

/** Who may release the hold of a task, as the rule RELEASE_HOLD has it: its creator, assignee and owners, and where editing is OPEN any member. */
export function mayReleaseHold(task: TaskRow, project: ProjectRow): Promise<string[]> {
  const concerned = [task.createdById, task.assigneeId].filter((id) => id !== null)
  return members(project, project.editing === 'OPEN' ? {} : { OR: [{ role: 'OWNER' }, { actorId: { in: concerned } }] })
}

/** Who may answer a question, as the rule ANSWER has it: people who are members. */
export const mayAnswer = (project: ProjectRow): Promise<string[]> => members(project, { actor: { kind: 'PERSON', retiredAt: null } })

/** People first, since they are asked for first. */
async function members({ id: projectId }: ProjectRow, where: Prisma.MemberWhereInput): Promise<string[]> {
  const rows = await db().member.findMany({
    where: { projectId, role: { not: 'VIEWER' }, actor: { retiredAt: null }, ...where },
    select: { actorId: true, actor: { select: { kind: true } } },
    orderBy: [{ createdAt: 'asc' }, { actorId: 'asc' }],
    take: 10 * MOST,
  })
  const [people = [], agents = []] = (['PERSON', 'AGENT'] as const).map((kind) => rows.filter((row) => row.actor.kind === kind))
  return [...people, ...agents].slice(0, MOST).map((row) => row.actorId)
}
