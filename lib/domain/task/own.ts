import type { Caller } from '#lib/auth/caller.ts'
import { Prisma } from '#lib/db.ts'
import { preferenceOf } from '../preference/get.ts'
import type { TaskFilter } from './filter.ts'

/** How far home looks back for whoever never marked it as seen. */
export const UNSEEN_DAYS = 7

/** The conditions of a filter that depend on who asks, on the columns of "Task". */
export async function ownConditions(caller: Caller, { mine, unseen }: TaskFilter): Promise<Prisma.Sql[]> {
  const own = Prisma.sql`"assigneeId" = ${caller.actorId}`
  return [
    ...(typeof mine === 'boolean' ? [mine ? own : Prisma.sql`("assigneeId" IS NULL OR NOT ${own})`] : []),
    ...(unseen ? completedSince(await seenUntil(caller)) : []),
  ]
}

async function seenUntil(caller: Caller) {
  return (await preferenceOf(caller)).homeSeenAt ?? new Date(Date.now() - UNSEEN_DAYS * 86_400_000)
}

/** Whatever was completed then was changed then, for which there is an index. */
const completedSince = (time: Date) => [Prisma.sql`"completedAt" > ${time}`, Prisma.sql`"updatedAt" >= ${time}`]
