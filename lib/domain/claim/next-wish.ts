import { Prisma } from '#lib/db.ts'
import { LIMITS } from '../limits.ts'
import { conditionsOf } from '../task/filter.ts'

/** Which tasks an actor would take. */
export interface Wish {
  actorId: string
  /** What it is capable of; null: of everything, as people are. */
  capabilities: readonly string[] | null
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
export function isWithinReach({ capabilities }: Wish): Prisma.Sql {
  if (capabilities === null) return Prisma.sql`1 = 1`
  return Prisma.sql`NOT EXISTS (SELECT 1 FROM "RequiredCapability" r WHERE r."taskId" = "Task"."id" ${lacking(capabilities)})`
}

export const lacking = (capabilities: readonly string[]) =>
  capabilities.length ? Prisma.sql`AND r."capability" NOT IN (${Prisma.join([...capabilities])})` : Prisma.empty

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
