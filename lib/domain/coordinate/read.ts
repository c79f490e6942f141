import { Prisma, type Tx } from '#lib/db.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { type Worker, workersOf } from '../explain/capable.ts'
import { OPEN_STATUSES } from '../task/status.ts'
import type { ProjectRow } from '../task/types.ts'

/** The most ready tasks that are considered at once, the most urgent ones; those that nobody considered can do are not among them. */
export const MOST_CONSIDERED = 5_000
const MOST_UNFIT = 100

export interface Agent extends Worker {
  /** Open tasks that it is the assignee of, in every project. */
  load: number
}

export interface Ready {
  id: string
  key: string
  version: number
  priority: number
  effectivePriority: number
  openDependents: number
  assigneeId: string | null
  required: string[]
}

export interface Situation {
  agents: Agent[]
  /** Ready tasks that nobody has and that someone considered can do, in ready order. */
  ready: Ready[]
  /** Ready tasks that an agent has but does not get to, in ready order. */
  stuck: Ready[]
  /** Some of the ready tasks that nobody considered is capable of. */
  unfit: Ready[]
  unfitCount: number
  /** Whether more tasks are ready than were considered. */
  truncated: boolean
  /** Agents that failed a task again and again and may not claim it for a while, by task. */
  backingOff: Map<string, string[]>
}

interface Asked {
  agents: readonly string[] | null
  includeOffline: boolean
  moveOverloaded: boolean
}

/** What there is to hand out and whom to give it to, read under the gate in a constant number of statements. */
export async function readSituation(tx: Tx, project: ProjectRow, asked: Asked, now: Date): Promise<Situation> {
  const all = await workersOf(project.id, tx, now)
  const loads = await tx.task.groupBy({
    by: ['assigneeId'],
    where: { assigneeId: { in: all.map((worker) => worker.id) }, status: { in: [...OPEN_STATUSES] }, deletedAt: null },
    _count: { _all: true },
  })
  const load = new Map(loads.map((row) => [row.assigneeId, row._count._all]))
  const agents = chosen(all, asked.agents).map((worker) => ({ ...worker, load: load.get(worker.id) ?? 0 }))
  const able = agents.filter((agent) => agent.isHere || asked.includeOffline)
  const capabilities = [...new Set(able.flatMap((agent) => [...agent.capabilities]))]
  const free = Prisma.sql`t."assigneeId" IS NULL`
  const sources = asked.moveOverloaded ? agents.filter((agent) => excessOf(agent, asked.includeOffline) > 0) : []
  const ready = await tasksWhere(tx, project.id, Prisma.sql`${free} AND NOT ${lacks(capabilities)}`, MOST_CONSIDERED + 1)
  const stuck = sources.length
    ? await tasksWhere(tx, project.id, Prisma.sql`t."assigneeId" IN (${Prisma.join(sources.map((agent) => agent.id))})`, MOST_CONSIDERED)
    : []
  const unfit = await tasksWhere(tx, project.id, Prisma.sql`${free} AND ${lacks(capabilities)}`, MOST_UNFIT)
  const [counted] = unfit.length < MOST_UNFIT ? [] : await countWhere(tx, project.id, Prisma.sql`${free} AND ${lacks(capabilities)}`)
  return {
    agents,
    ready: ready.slice(0, MOST_CONSIDERED),
    stuck,
    unfit,
    unfitCount: counted ? Number(counted.count) : unfit.length,
    truncated: ready.length > MOST_CONSIDERED,
    backingOff: await backingOff(tx, project.id, agents, now),
  }
}

/** How many tasks an agent has beyond its limit, or at all when it is not there to do them. */
export function excessOf({ load, wipLimit, isHere }: Agent, includeOffline: boolean): number {
  if (!isHere && !includeOffline) return load
  return wipLimit === null ? 0 : Math.max(0, load - wipLimit)
}

function chosen(workers: readonly Worker[], refs: readonly string[] | null): Worker[] {
  if (!refs) return [...workers]
  const found = refs.map((ref) => workers.find(({ id, handle }) => id === ref || handle === ref.replace(/^@/, '').toLowerCase()))
  const issues = refs.flatMap((ref, i) =>
    found[i] ? [] : [{ field: `agents.${i}`, message: `"${ref}" is no agent that takes work in this project` }],
  )
  if (issues.length) throw new InvalidInputError(issues)
  return workers.filter((worker) => found.includes(worker))
}

/** A capability is required that none of them has. One that is had by nobody whole is told when the work is handed out. */
function lacks(capabilities: readonly string[]) {
  const unknown = capabilities.length ? Prisma.sql`AND r."capability" NOT IN (${Prisma.join([...capabilities])})` : Prisma.empty
  return Prisma.sql`EXISTS (SELECT 1 FROM "RequiredCapability" r WHERE r."taskId" = t."id" ${unknown})`
}

const SEPARATOR = '\u001f'
const readyIn = (projectId: string, condition: Prisma.Sql) =>
  Prisma.sql`FROM "Task" t WHERE t."projectId" = ${projectId} AND t."status" = 'PENDING' AND t."deletedAt" IS NULL AND ${condition}`

/** Raw: the head of the ready queue with what each requires, in one statement that walks the queue's index. */
async function tasksWhere(tx: Tx, projectId: string, condition: Prisma.Sql, most: number): Promise<Ready[]> {
  const rows = await tx.$queryRaw<(Omit<Ready, 'required'> & { required: string | null })[]>`
    SELECT t."id", t."key", t."version", t."priority", t."effectivePriority", t."openDependents", t."assigneeId",
      (SELECT string_agg(c."capability", ${SEPARATOR} ORDER BY c."capability") FROM "RequiredCapability" c WHERE c."taskId" = t."id") AS "required"
    ${readyIn(projectId, condition)}
    ORDER BY t."effectivePriority" DESC, t."openDependents" DESC, t."createdAt", t."id" LIMIT ${most}`
  return rows.map((row) => ({ ...row, required: row.required ? row.required.split(SEPARATOR) : [] }))
}

const countWhere = (tx: Tx, projectId: string, condition: Prisma.Sql) =>
  tx.$queryRaw<{ count: bigint }[]>`SELECT count(*) AS "count" ${readyIn(projectId, condition)}`

async function backingOff(tx: Tx, projectId: string, agents: readonly Agent[], now: Date): Promise<Map<string, string[]>> {
  const rows = await tx.claim.findMany({
    where: { projectId, retryAt: { gt: now }, holderId: { in: agents.map((agent) => agent.id) } },
    select: { taskId: true, holderId: true },
    distinct: ['taskId', 'holderId'],
    orderBy: [{ taskId: 'asc' }, { holderId: 'asc' }],
  })
  const byTask = new Map<string, string[]>()
  for (const { taskId, holderId } of rows) byTask.set(taskId, [...(byTask.get(taskId) ?? []), holderId])
  return byTask
}
