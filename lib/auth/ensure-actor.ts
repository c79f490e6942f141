import { db, type Tx } from '#lib/db.ts'
import { newId } from '#lib/id.ts'
import { write } from '#lib/write.ts'
import { systemCaller, type RequestFacts } from './callers.ts'

/** The actor of a user who has just signed in; made now when it is missing, so that a user is never without. */
export async function ensureActor(userId: string, facts: RequestFacts): Promise<string> {
  const actor = await db().actor.findUnique({ where: { userId }, select: { id: true } })
  if (actor) return actor.id
  const made = await write(systemCaller(facts), { name: 'ensureActor', input: { userId }, gate: [] }, async (w) => {
    const other = await w.tx.actor.findUnique({ where: { userId }, select: { id: true } })
    if (other) return { actorId: other.id }
    const user = await w.tx.user.findUniqueOrThrow({ where: { id: userId } })
    const handle = await freeHandle(w.tx, user.email)
    const actorId = newId('act')
    await w.tx.actor.create({ data: { id: actorId, kind: 'PERSON', handle, name: user.name, userId, createdAt: w.now, updatedAt: w.now } })
    w.event({ action: 'PERSON_JOINED', projectId: null, subjectId: actorId, actorId, data: { handle, isAdmin: false } })
    w.wakes('auth')
    return { actorId }
  })
  return made.actorId
}

async function freeHandle(tx: Tx, email: string) {
  const local = email.slice(0, email.indexOf('@')).toLowerCase()
  const base = local
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 40)
  const stem = base.length >= 2 ? base : `person${base}`
  const taken = new Set(
    (await tx.actor.findMany({ where: { handle: { startsWith: stem } }, select: { handle: true } })).map((row) => row.handle),
  )
  for (let number = 1; ; number++) {
    const handle = number === 1 ? stem : `${stem}-${number}`
    if (!taken.has(handle)) return handle
  }
}
