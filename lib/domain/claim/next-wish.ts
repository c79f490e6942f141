import { db, Prisma } from '#lib/db.ts'
import { LIMITS } from '../limits.ts'
import { conditionsOf } from '../task/filter.ts'

/** Which tasks an actor would take. */
export interface Wish {
  actorId: string
  /** What it is capable of: as it is registered, of these, or (null) of everything, as people are. */
  capabilities: 'REGISTERED' | readonly string[] | null
  tags: readonly string[]
  /** A rank. */
  minPriority: number
  /** The id of a task that it is to be a part of, directly or not. */
  within: string | null
  text: string | null
}

const RANKS = [0, 1, 2, 3]

/** Raw here and in all that looks for the next task: one statement that walks an index and stops at the first row that fits. */
export function fits(wish: Wish, now: Date): Prisma.Sql {
  return Prisma.join([...inFilter(wish), isWithinReach(wish), isNotBackingOff(wish, now)], ' AND ')
}

/** What the filter asks for, on the columns of "Task". */
export function inFilter({ tags, minPriority, within, text }: Wish): Prisma.Sql[] {
  const priority = minPriority > 0 ? RANKS.filter((rank) => rank >= minPriority) : null
  return [...conditionsOf({ tags: [...tags], priority, text }), ...(within === null ? [] : [isPartOf(within)])]
}

/** No capability is required that the actor lacks. */
export const isWithinReach = (wish: Wish) =>
  wish.capabilities === null
    ? Prisma.sql`1 = 1`
    : Prisma.sql`NOT EXISTS (SELECT 1 FROM "RequiredCapability" r WHERE r."taskId" = "Task"."id" AND ${isLacked(wish)})`

/** A required capability "r" is none of the actor's. */
export function isLacked({ actorId, capabilities }: Wish): Prisma.Sql {
  if (capabilities === 'REGISTERED')
    return Prisma.sql`NOT EXISTS (SELECT 1 FROM "ActorCapability" k WHERE k."actorId" = ${actorId} AND k."capability" = r."capability")`
  return capabilities?.length ? Prisma.sql`r."capability" NOT IN (${Prisma.join([...capabilities])})` : Prisma.sql`1 = 1`
}

/** The same wish with its capabilities by name, so that wishes of several actors can be compared. */
export async function spelledOut(wish: Wish): Promise<Wish> {
  if (wish.capabilities !== 'REGISTERED') return wish
  const rows = await db().actorCapability.findMany({ where: { actorId: wish.actorId }, orderBy: { capability: 'asc' } })
  return { ...wish, capabilities: rows.map(({ capability }) => capability) }
}

/** It did not fail it repeatedly in the same way a moment ago. */
export const isNotBackingOff = ({ actorId }: Wish, now: Date) =>
  Prisma.sql`NOT EXISTS (SELECT 1 FROM "Claim" b WHERE b."taskId" = "Task"."id" AND b."holderId" = ${actorId} AND b."retryAt" > ${now})`

/** As `hasLapsed` says it of a claim "c". */
export const isLapsed = (now: Date) =>
  Prisma.sql`(c."expiresAt" <= ${now} OR c."expiresAt" > ${new Date(now.getTime() + LIMITS.leaseSeconds.max * 1000 + 1000)})`

const isPartOf = (taskId: string) => Prisma.sql`"Task"."id" IN (
  WITH RECURSIVE below("id") AS (
    SELECT d."taskId" FROM "Dependency" d WHERE d."dependsOnId" = ${taskId} AND d."kind" = 'PARENT'
    UNION SELECT d."taskId" FROM below JOIN "Dependency" d ON d."dependsOnId" = below."id" AND d."kind" = 'PARENT')
  SELECT "id" FROM below)`
