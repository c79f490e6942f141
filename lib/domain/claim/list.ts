import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import { decodeCursor, emptyPage, encodeCursor, type Page, type PageInput, pageOf, pageSize } from '../page.ts'
import { findProject } from '../project/queries.ts'
import { rowsOf } from '../rows.ts'
import type { ClaimRow } from './queries.ts'

export type ClaimState = 'OPEN' | 'LAPSED'

export interface ClaimList extends PageInput {
  /** Id or key; without it, every project that the caller sees. */
  project?: string | null | undefined
  state: ClaimState
}

/** How long a lease that ran out is news. */
export const LAPSED_DAYS = 30

/**
 * The claims that are open, the oldest first, so that a new one changes no other's place; or those whose lease ran out with nobody to
 * take the task since, the newest first. Empty when the project is missing or hidden.
 */
export async function listClaims(caller: Caller, { project, state, first, after }: ClaimList): Promise<Page<ClaimRow>> {
  const size = pageSize(first)
  const order = `CLAIMS ${state}`
  const from = decodeCursor(order, ['date', 'text'], after)
  const found = project ? await findProject(caller, project) : null
  if (project && !found) return emptyPage()
  const projects = found ? [found.id] : await visibleProjectIds(caller)
  if (projects?.length === 0) return emptyPage()
  const within = projects ? Prisma.sql`AND c."projectId" IN (${Prisma.join(projects)})` : Prisma.empty
  const [time, id] = from ? [new Date(String(from[0])), String(from[1])] : []
  const query = state === 'OPEN' ? open(within, time, id) : lapsed(within, time, id)
  const ids = (await db().$queryRaw<{ id: string }[]>`${query} LIMIT ${size + 1}`).map((row) => row.id)
  const rows = new Map((await rowsOf(db(), 'Claim', 'id', ids)).map((row) => [row.id, row]))
  const listed = ids.flatMap((one) => rows.get(one) ?? [])
  const cursorOf = (row: ClaimRow) => encodeCursor(order, [(row.endedAt ?? row.leasedAt).toISOString(), row.id])
  return pageOf(listed, size, cursorOf, from === null)
}

// Raw: Prisma compares no rows, and no column with one of another table.
const open = (within: Prisma.Sql, time?: Date, id?: string) => Prisma.sql`
  SELECT c."id" FROM "Claim" c JOIN "Task" t ON t."id" = c."taskId" AND t."deletedAt" IS NULL
  WHERE c."endedAt" IS NULL ${within} ${time ? Prisma.sql`AND (c."leasedAt", c."id") > (${time}, ${id})` : Prisma.empty}
  ORDER BY c."leasedAt", c."id"`

const lapsed = (within: Prisma.Sql, time?: Date, id?: string) => Prisma.sql`
  SELECT c."id" FROM "Claim" c JOIN "Task" t ON t."id" = c."taskId" AND t."fence" = c."fence" AND t."deletedAt" IS NULL
    AND t."status" IN ('PENDING', 'BLOCKED')
  WHERE c."endedAt" > ${new Date(Date.now() - LAPSED_DAYS * 86_400_000)} AND c."outcome" = 'EXPIRED' ${within}
    ${time ? Prisma.sql`AND (c."endedAt", c."id") < (${time}, ${id})` : Prisma.empty}
  ORDER BY c."endedAt" DESC, c."id" DESC`
