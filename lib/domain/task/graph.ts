import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { chunks } from '#lib/chunks.ts'
import { db, Prisma } from '#lib/db.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { parse, ref } from '../input.ts'
import { dependencyKind, type DependencyKind } from '../dependency/types.ts'
import { findProject } from '../project/queries.ts'
import { conditionsOf, statusesOf, taskFilter } from './filter.ts'
import { findTask } from './find.ts'
import { neighbourhood, openWork } from './graph-ids.ts'
import { type GraphEdge, type GraphScope, kindList, type TaskGraph } from './graph-scope.ts'
import { ownConditions } from './own.ts'
import { isOpen } from './status.ts'
import type { TaskRow } from './types.ts'

const MOST_NODES = 5_000
const MOST_EDGES = 20_000

const input = z.object({
  project: ref.nullish(),
  task: ref.nullish(),
  direction: z.enum(['UPSTREAM', 'DOWNSTREAM', 'BOTH']).nullish(),
  depth: z.number().int().min(0).max(1000).nullish(),
  includeDone: z.boolean().nullish(),
  kinds: z.array(dependencyKind).max(5).nullish(),
  filter: taskFilter.nullish(),
  first: z.number().int().min(1).max(MOST_NODES).nullish(),
})

/** The graph of a project (its open work and what touches it) or around a task, as flat lists. Null when that is missing or hidden. */
export async function taskGraph(caller: Caller, given: z.input<typeof input>): Promise<TaskGraph | null> {
  const { project, task, direction, depth, includeDone, kinds, first, filter } = parse(input, given)
  if (Boolean(project) === Boolean(task)) throw new InvalidInputError([{ field: 'project', message: 'name either a project or a task' }])
  const centre = task ? await findTask(caller, task) : null
  const projectId = centre ? centre.projectId : project ? ((await findProject(caller, project))?.id ?? null) : null
  if (projectId === null) return null
  const narrowed = filter
    ? { statuses: statusesOf(filter), conditions: [...conditionsOf(filter), ...(await ownConditions(caller, filter))] }
    : null
  const scope: GraphScope = {
    projectId,
    kinds: kinds?.length ? kinds : ['BLOCKS'],
    includeDone: includeDone ?? Boolean(filter?.status?.some((status) => !isOpen(status))),
    first: first ?? 500,
    narrowed,
  }
  const { ids, groups } = centre
    ? await neighbourhood(centre.id, { ...scope, direction: direction ?? 'BOTH', depth: depth ?? 50 })
    : await openWork(scope)
  const nodes = await nodesOf(ids)
  const edges = await edgesBetween(nodes, scope)
  return { nodes, edges: edges.slice(0, MOST_EDGES), truncated: groups.length > 0 || edges.length > MOST_EDGES, groups }
}

async function nodesOf(ids: readonly string[]): Promise<TaskRow[]> {
  const rows = await Promise.all(chunks(ids, 1000).map((some) => db().task.findMany({ where: { id: { in: some } } })))
  const found = new Map(rows.flat().map((row) => [row.id, row]))
  return ids.map((id) => found.get(id)).filter((row) => row !== undefined)
}

/** Raw: both ends in one list of parameters. The list is read from one end; the other is checked here. */
async function edgesBetween(nodes: readonly TaskRow[], { kinds }: GraphScope): Promise<GraphEdge[]> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parts = chunks([...byId.keys()], 1000)
  const rows = await Promise.all(
    parts.map(
      (ids) =>
        db().$queryRaw<{ id: string; taskId: string; dependsOnId: string; kind: DependencyKind; released: number }[]>`
        SELECT d."id", d."taskId", d."dependsOnId", d."kind", CASE WHEN d."releasedAt" IS NULL THEN 0 ELSE 1 END AS "released"
        FROM "Dependency" d WHERE d."taskId" IN (${Prisma.join(ids)}) AND d."kind" IN (${kindList(kinds)})
        ORDER BY d."taskId", d."dependsOnId", d."kind"`,
    ),
  )
  return rows.flat().flatMap(({ id, taskId, dependsOnId, kind, released }) => {
    const from = byId.get(dependsOnId)
    const isOpen = kind === 'BLOCKS' && Number(released) === 0 && from?.status !== 'COMPLETED'
    return from ? [{ id, from: dependsOnId, to: taskId, kind, isOpen }] : []
  })
}
