import { Prisma, type Tx } from '#lib/db.ts'
import { DependencyCycleError } from '#lib/errors.ts'
import { chunks } from '../chunks.ts'
import type { DependencyKind } from './types.ts'

/** Kinds that are each free of cycles by themselves. */
export const ACYCLIC: readonly DependencyKind[] = ['BLOCKS', 'PARENT']

interface Edge {
  taskId: string
  dependsOnId: string
  kind: DependencyKind
}

/** Refuses an edge that would close a cycle, with the cycle as a path of keys. Released edges and deleted tasks count: either may come back. */
export async function refuseCycle(tx: Tx, edge: Edge) {
  if (!ACYCLIC.includes(edge.kind)) return
  const walk = await walkThatMeets(tx, edge)
  if (walk) throw new DependencyCycleError(await cyclePath(tx, edge, walk))
}

/** How many tasks are looked at on one side before it is the other's turn. */
const TURNS = [50, 1_000, 20_000, 2_000_000_000]

/**
 * Looks up from the blocker and down from the task in turns, further each time, until one side is known whole: it is enough that the
 * other end is not there. A new task has nothing below it, and most have little on one side.
 */
async function walkThatMeets(tx: Tx, edge: Edge): Promise<Walk | null> {
  for (const [turn, most] of TURNS.entries()) {
    const walks = (['DOWN', 'UP'] as const).map((way) => ({ way, most }))
    // The first turn is short: both sides in one statement.
    for (const some of turn === 0 ? [walks] : walks.map((walk) => [walk])) {
      const seen = await tx.$queryRaw<{ way: Walk['way']; count: bigint; met: bigint | null }[]>(
        Prisma.join(
          some.map((walk) => look(edge, walk)),
          ' UNION ALL ',
        ),
      )
      for (const { way, count, met } of seen) {
        if (Number(met)) return { way, most }
        if (Number(count) < most) return null
      }
    }
  }
  return null
}

interface Walk {
  way: 'UP' | 'DOWN'
  most: number
}

const ends = ({ taskId, dependsOnId }: Edge, way: Walk['way']) => (way === 'UP' ? [dependsOnId, taskId] : [taskId, dependsOnId])

/** Raw: one recursive statement, nearest first, which stops when it has met enough. PostgreSQL compares an enum with a literal. */
function visited(edge: Edge, { way, most }: Walk) {
  const [near, far] = way === 'UP' ? ['taskId', 'dependsOnId'] : ['dependsOnId', 'taskId']
  const [start] = ends(edge, way)
  const column = (name: string) => Prisma.raw(`"${name}"`)
  return Prisma.sql`
    WITH RECURSIVE walk(id) AS (
      SELECT "id" FROM "Task" WHERE "id" = ${start}
      UNION SELECT d.${column(far ?? '')} FROM walk JOIN "Dependency" d ON d.${column(near ?? '')} = walk.id
      WHERE d."kind" = ${Prisma.raw(`'${edge.kind}'`)}
    ) SELECT id FROM walk LIMIT ${Prisma.raw(String(most))}`
}

function look(edge: Edge, walk: Walk) {
  const [, end] = ends(edge, walk.way)
  return Prisma.sql`SELECT ${Prisma.raw(`'${walk.way}'`)} AS "way", count(*) AS "count", sum(CASE WHEN seen.id = ${end} THEN 1 ELSE 0 END) AS "met"
    FROM (${visited(edge, walk)}) AS seen`
}

const ID = 8

/** Breadth first among the tasks of the walk, so that the shortest way round is named. */
async function cyclePath(tx: Tx, edge: Edge, walk: Walk): Promise<string[]> {
  const [near, far] = walk.way === 'UP' ? ['taskId', 'dependsOnId'] : ['dependsOnId', 'taskId']
  // Strung together by the database: a row an edge costs ten times as much to hand over.
  const [row] = await tx.$queryRaw<{ edges: string | null }[]>`
    SELECT string_agg(d.${Prisma.raw(`"${near}"`)} || d.${Prisma.raw(`"${far}"`)}, '') AS "edges"
    FROM (${visited(edge, walk)}) AS seen JOIN "Dependency" d ON d.${Prisma.raw(`"${near}"`)} = seen.id
    WHERE d."kind" = ${Prisma.raw(`'${edge.kind}'`)}`
  const [start = '', end = ''] = ends(edge, walk.way)
  const way = shortestWay(row?.edges ?? '', start, end)
  const ids = walk.way === 'UP' ? way : way.reverse()
  const keys = new Map<string, string>()
  for (const some of chunks(ids))
    for (const { id, key } of await tx.task.findMany({ where: { id: { in: some } }, select: { id: true, key: true } })) keys.set(id, key)
  return [edge.taskId, ...ids].map((id) => keys.get(id) ?? id)
}

function shortestWay(edges: string, start: string, end: string): string[] {
  const next = new Map<string, string[]>()
  for (let at = 0; at < edges.length; at += 2 * ID) {
    const from = edges.slice(at, at + ID)
    const to = edges.slice(at + ID, at + 2 * ID)
    const list = next.get(from)
    if (list) list.push(to)
    else next.set(from, [to])
  }
  const cameFrom = new Map([[start, '']])
  const queue = [start]
  for (let at = 0; at < queue.length && !cameFrom.has(end); at++)
    for (const id of next.get(queue[at] ?? '') ?? []) {
      if (cameFrom.has(id)) continue
      cameFrom.set(id, queue[at] ?? '')
      queue.push(id)
    }
  const way: string[] = []
  for (let id = end; id; id = cameFrom.get(id) ?? '') way.unshift(id)
  return way
}
