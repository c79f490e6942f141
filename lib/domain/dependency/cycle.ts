import { chunks } from '#lib/chunks.ts'
import { Prisma, type Tx } from '#lib/db.ts'
import { neighbours, neighboursOf } from '../graph/open-graph.ts'
import { DependencyCycleError } from './errors.ts'
import type { DependencyKind } from './types.ts'

/** Kinds that are each free of cycles by themselves. */
export const ACYCLIC: readonly DependencyKind[] = ['BLOCKS', 'PARENT']

interface Edge {
  projectId: string
  taskId: string
  dependsOnId: string
  kind: DependencyKind
}

/** Refuses an edge that would close a cycle, with the cycle as a path of keys. Released edges and deleted tasks count: either may come back. */
export async function refuseCycle(tx: Tx, edge: Edge) {
  if (!ACYCLIC.includes(edge.kind)) return
  const way = await wayRound(tx, edge)
  if (way) throw new DependencyCycleError(await keysOf(tx, [edge.taskId, ...way]))
}

/** How many tasks are looked at on each side. */
const TURNS = [50, 1_000]

/**
 * The shortest way from the blocker to what it waits for in the end, the task, as ids; null when there is none. Looks up from the
 * blocker and down from the task, further the second time, until one side is known whole: a new task has nothing below it, and most
 * have little on one side. Where there is much on both, all edges are read at once, which is faster than to follow them.
 */
async function wayRound(tx: Tx, edge: Edge): Promise<string[] | null> {
  for (const most of TURNS) {
    const walks = (['DOWN', 'UP'] as const).map((way) => look(edge, { way, most }))
    const seen = await tx.$queryRaw<{ way: Walk['way']; count: bigint; met: bigint | null }[]>(Prisma.join(walks, ' UNION ALL '))
    const met = seen.find((row) => Number(row.met))
    if (met) return wayWithin(tx, edge, { way: met.way, most })
    if (seen.some((row) => Number(row.count) < most)) return null
  }
  return wayAmongAll(tx, edge)
}

interface Walk {
  way: 'UP' | 'DOWN'
  most: number
}

/** PostgreSQL compares an enum with a literal. */
const kindOf = ({ kind }: Edge) => Prisma.raw(`'${kind}'`)
const ends = ({ taskId, dependsOnId }: Edge, way: Walk['way']) => (way === 'UP' ? [dependsOnId, taskId] : [taskId, dependsOnId])

/** Raw: one recursive statement, nearest first, which stops when it has met enough. */
function visited(edge: Edge, { way, most }: Walk) {
  const [near, far] = way === 'UP' ? ['taskId', 'dependsOnId'] : ['dependsOnId', 'taskId']
  const [start] = ends(edge, way)
  const column = (name: string) => Prisma.raw(`"${name}"`)
  return Prisma.sql`
    WITH RECURSIVE walk(id) AS (
      SELECT "id" FROM "Task" WHERE "id" = ${start}
      UNION SELECT d.${column(far ?? '')} FROM walk JOIN "Dependency" d ON d.${column(near ?? '')} = walk.id
      WHERE d."kind" = ${kindOf(edge)}
    ) SELECT id FROM walk LIMIT ${Prisma.raw(String(most))}`
}

function look(edge: Edge, walk: Walk) {
  const [, end] = ends(edge, walk.way)
  return Prisma.sql`SELECT ${Prisma.raw(`'${walk.way}'`)} AS "way", count(*) AS "count", sum(CASE WHEN seen.id = ${end} THEN 1 ELSE 0 END) AS "met"
    FROM (${visited(edge, walk)}) AS seen`
}

/** Among the edges of the walk that met the other end. */
async function wayWithin(tx: Tx, edge: Edge, walk: Walk): Promise<string[] | null> {
  const near = Prisma.raw(walk.way === 'UP' ? '"taskId"' : '"dependsOnId"')
  const [row] = await tx.$queryRaw<{ edges: string | null }[]>`
    SELECT string_agg(d."taskId" || d."dependsOnId", '') AS "edges" FROM (${visited(edge, walk)}) AS seen JOIN "Dependency" d ON d.${near} = seen.id
    WHERE d."kind" = ${kindOf(edge)}`
  return shortestWay(row?.edges ?? '', edge.dependsOnId, edge.taskId)
}

async function wayAmongAll(tx: Tx, edge: Edge): Promise<string[] | null> {
  // Strung together by the database: a row an edge would cost ten times as much to hand over.
  const [row] = await tx.$queryRaw<{ edges: string | null }[]>`
    SELECT string_agg("taskId" || "dependsOnId", '') AS "edges" FROM "Dependency" WHERE "projectId" = ${edge.projectId} AND "kind" = ${kindOf(edge)}`
  return shortestWay(row?.edges ?? '', edge.dependsOnId, edge.taskId)
}

const ID = 8

/** Breadth first. @param edges pairs of ids, each leading from the first to the second */
function shortestWay(edges: string, start: string, end: string): string[] | null {
  const positions = new Map<string, number>()
  const positionOf = (at: number) => {
    const id = edges.slice(at, at + ID)
    const known = positions.get(id)
    if (known !== undefined) return known
    positions.set(id, positions.size)
    return positions.size - 1
  }
  const from = Int32Array.from({ length: edges.length / (2 * ID) }, (_, i) => positionOf(2 * ID * i))
  const to = Int32Array.from(from, (_, i) => positionOf(2 * ID * i + ID))
  const [first, last] = [positions.get(start), positions.get(end)]
  if (first === undefined || last === undefined) return null
  const next = neighbours(positions.size, from, to)
  const cameFrom = new Int32Array(positions.size).fill(-1)
  cameFrom[first] = first
  const queue = [first]
  for (let at = 0; at < queue.length && cameFrom[last] === -1; at++)
    for (const one of neighboursOf(next, queue[at] ?? 0)) {
      if (cameFrom[one] !== -1) continue
      cameFrom[one] = queue[at] ?? 0
      queue.push(one)
    }
  if (cameFrom[last] === -1) return null
  const ids = [...positions.keys()]
  const way = [end]
  for (let at = last; at !== first;) {
    at = cameFrom[at] ?? first
    way.unshift(ids[at] ?? '')
  }
  return way
}

async function keysOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const keys = new Map<string, string>()
  for (const some of chunks(ids))
    for (const { id, key } of await tx.task.findMany({ where: { id: { in: some } }, select: { id: true, key: true } })) keys.set(id, key)
  return ids.map((id) => keys.get(id) ?? id)
}
