import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db, type Tx } from '#lib/db.ts'
import { ForbiddenError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { rolesIn } from '../access.ts'
import { takeOver, takeOverReason } from '../claim/take-over.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { ProjectArchivedError } from '../project/errors.ts'
import { demandInProject, locateProject } from '../project/locate.ts'
import { PROJECT_ACTS } from '../project/policy.ts'
import { findAgent } from './locate.ts'

const schema = z.object({ agent: ref, project: ref.nullish(), reason: takeOverReason, idempotencyKey })

/**
 * Takes over every task that an agent holds in a project, or in all projects that the caller owns, in one write. The agent learns the
 * reason from its inbox and from the refusal of its next write. It keeps its tokens: it may claim again.
 */
export async function stopAgent(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, ...fields } = parse(schema, input)
  const agent = await findAgent(fields.agent)
  const project = fields.project ? await locateProject(caller, fields.project) : null
  if (project?.status === 'ARCHIVED') throw new ProjectArchivedError(project.key)
  const gate = project ? [project.id] : await ownedProjects(caller, agent.id)
  const act = { name: 'stopAgent', input: { ...fields, agent: agent.id, project: project?.id }, idempotencyKey: key, gate }
  return write(caller, act, async (w) => {
    for (const row of await w.tx.project.findMany({ where: { id: { in: gate } } })) await demandInProject(caller, w.tx, row, 'TAKE_OVER')
    const claims = await w.tx.claim.findMany({
      where: { holderId: agent.id, endedAt: null, projectId: { in: gate } },
      include: { task: true },
      orderBy: { leasedAt: 'asc' },
    })
    for (const { task, ...claim } of claims) await takeOver(w, task, claim, fields.reason, null)
    return { agent: agent.id, tasks: claims.map(({ taskId }) => taskId) }
  })
}

/** Where it is a member or holds something, and the caller is an OWNER. One that it joins after this look is left alone. */
async function ownedProjects(caller: Caller, actorId: string, tx: Pick<Tx, 'project'> = db()) {
  if (!caller.scopes.includes('MANAGE')) throw new ForbiddenError('it needs the token scope MANAGE')
  const works = {
    OR: [{ members: { some: { actorId } } }, { tasks: { some: { claims: { some: { holderId: actorId, endedAt: null } } } } }],
  }
  const rows = await tx.project.findMany({ where: { status: { not: 'ARCHIVED' }, ...works }, select: { id: true } })
  const roles = await rolesIn(
    caller,
    rows.map(({ id }) => id),
  )
  const owned = rows.filter(({ id }) => roles.get(id) === 'OWNER').map(({ id }) => id)
  if (!owned.length) throw new ForbiddenError(PROJECT_ACTS.TAKE_OVER.rule)
  return owned
}
