import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { visibleProjectIds } from '../access.ts'
import type { ClaimRow } from '../claim/queries.ts'
import { byId, grouped } from '../grouped.ts'
import { cursorValue, orderInRange, ranges, type SortColumn } from '../keyset.ts'
import { type CursorValue, decodeCursor, encodeCursor, type Page, type PageInput, pageOf, pageSize } from '../page.ts'

const ORDER: readonly SortColumn[] = [
  { name: 'endedAt', type: 'date', desc: true },
  { name: 'id', type: 'text', desc: true },
]
const types = ORDER.map(({ type }) => type)

interface Asked {
  actorId: string
  size: number
  from: CursorValue[] | null
}

/** What one page of an actor's history asks for. Throws InvalidInputError. */
export const historyAsked = (actorId: string, { first, after }: PageInput): Asked => ({
  actorId,
  size: pageSize(first),
  from: decodeCursor('HISTORY', types, after),
})

/**
 * The ended claims of actors on tasks that the caller sees, the last to end first; a page for each that was asked for, in that order.
 * All pages are found by one statement, each by a seek in an index.
 */
export async function historiesOf(caller: Caller, asked: readonly Asked[]): Promise<Page<ClaimRow>[]> {
  const projects = await visibleProjectIds(caller)
  if (projects?.length === 0 || !asked.length) return asked.map(({ size, from }) => pageOf<ClaimRow>([], size, cursorOf, from === null))
  const inVisible = projects ? Prisma.sql`AND "projectId" IN (${Prisma.join(projects)})` : Prisma.empty
  const pieces = asked.map(
    ({ actorId, size, from }, i) => Prisma.sql`SELECT * FROM (
      SELECT CAST(${i} AS INTEGER) AS "page", "id" FROM "Claim"
      WHERE "holderId" = ${actorId} AND "endedAt" IS NOT NULL ${inVisible} AND ${ranges(ORDER, from)[0]}
      ${orderInRange(ORDER)} LIMIT ${size + 1}) AS ${Prisma.raw(`"p${i}"`)}`,
  )
  // Raw: Prisma cannot limit the rows of each group.
  const found = await db().$queryRaw<{ page: number | bigint; id: string }[]>(Prisma.join(pieces, ' UNION ALL '))
  const rows = byId(await db().claim.findMany({ where: { id: { in: found.map(({ id }) => id) } } }))
  const pages = grouped(found, ({ page }) => String(page))
  return asked.map(({ size, from }, i) => {
    const own = (pages.get(String(i)) ?? []).flatMap(({ id }) => rows.get(id) ?? []).sort(lastFirst)
    return pageOf(own, size, cursorOf, from === null)
  })
}

const cursorOf = (row: ClaimRow) =>
  encodeCursor(
    'HISTORY',
    ORDER.map((sort) => cursorValue(sort, row[sort.name as 'endedAt' | 'id'])),
  )

const lastFirst = (a: ClaimRow, b: ClaimRow) => Number(b.endedAt) - Number(a.endedAt) || (a.id < b.id ? 1 : -1)
