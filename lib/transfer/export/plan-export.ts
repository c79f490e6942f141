import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { requireScope, rolesIn, visibleProjectIds } from '#lib/domain/access.ts'
import { parse } from '#lib/domain/input.ts'
import { locateProject } from '#lib/domain/project/locate.ts'
import { conditionsOf, isOneOf, statusesOf, taskFilter, type TaskFilter } from '#lib/domain/task/filter.ts'
import { ownConditions } from '#lib/domain/task/own.ts'
import { PRIORITIES } from '#lib/domain/task/types.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { EXPORT_FORMATS } from './formats.ts'
import type { ExportJob } from './job.ts'

export interface ExportInput {
  format: string
  /** Id or key; without it, every project that the caller sees. */
  project?: string | null | undefined
  /** As the API takes it: the TaskFilter of the list of tasks. Not for JSON, which is the whole. */
  filter?: unknown
}

const format = z.enum(EXPORT_FORMATS, `must be one of ${EXPORT_FORMATS.join(', ')}`)

/**
 * Says what a caller gets: a member exports what it sees, an OWNER also from where events came, an admin every project. Nobody gets
 * another's private notes.
 * @throws NotFoundError, ForbiddenError, InvalidInputError
 */
export async function planExport(caller: Caller, input: ExportInput): Promise<ExportJob> {
  requireScope(caller, 'READ')
  const { format: name } = parse(z.object({ format }), { format: input.format })
  const hasFilter = input.filter !== undefined && input.filter !== null
  if (name === 'json' && hasFilter)
    throw new InvalidInputError([
      { field: 'filter', message: 'JSON holds the whole project; leave the filter out, or take another format' },
    ])
  const isNobody = caller.via === 'command' || caller.via === 'system'
  return {
    format: name,
    actorId: isNobody ? null : caller.actorId,
    handle: isNobody ? null : caller.handle,
    projects: await projectsOf(caller, input.project),
    where: hasFilter ? await whereOf(caller, input.filter) : null,
    at: new Date(),
  }
}

async function projectsOf(caller: Caller, ref: string | null | undefined) {
  if (ref) {
    const { id, key } = await locateProject(caller, ref)
    return [{ id, key, isOwner: (await rolesIn(caller, [id])).get(id) === 'OWNER' }]
  }
  const ids = await visibleProjectIds(caller)
  const projects = await db().project.findMany({
    where: ids ? { id: { in: ids } } : {},
    select: { id: true, key: true },
    orderBy: { key: 'asc' },
  })
  const roles = await rolesIn(
    caller,
    projects.map(({ id }) => id),
  )
  return projects.map(({ id, key }) => ({ id, key, isOwner: roles.get(id) === 'OWNER' }))
}

async function whereOf(caller: Caller, given: unknown) {
  const filter: TaskFilter = parse(taskFilter.strict(), asStored(given))
  const narrowed = parse(taskFilter, filter)
  const statuses = statusesOf(narrowed)
  const conditions = [
    statuses.length ? isOneOf(statuses) : Prisma.sql`1 = 0`,
    ...conditionsOf(narrowed),
    ...(await ownConditions(caller, narrowed)),
  ]
  const { strings, values } = Prisma.join(conditions, ' AND ')
  return { strings: [...strings], values: [...values] }
}

/** The API's names of priorities as ranks, its times as dates. */
function asStored(given: unknown): unknown {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return given
  return Object.fromEntries(
    Object.entries(given).map(([name, value]: [string, unknown]) => {
      if (name === 'priority' && Array.isArray(value))
        return [name, value.map((one) => (typeof one === 'string' ? PRIORITIES.findIndex((rank) => rank === one) : one))]
      return [name, /(After|Before)$/.test(name) && typeof value === 'string' ? new Date(value) : value]
    }),
  )
}
