import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { db } from '#lib/db.ts'
import { NotFoundError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { accountFields, createPerson, hashPassword, parseAccount, setPassword } from './accounts.ts'
import type { Caller } from './caller.ts'

const newPerson = z.object({ ...accountFields, isAdmin: z.boolean() })

/** Makes a person who can sign in at once. */
export async function addPerson(caller: Caller, input: z.input<typeof newPerson>) {
  const { password, ...fields } = parseAccount(newPerson, input)
  const passwordHash = await hashPassword(password)
  const { actorId } = await write(caller, { name: 'addPerson', input: fields, gate: [] }, (w) =>
    createPerson(w, { ...fields, passwordHash }),
  )
  return { id: actorId, ...fields }
}

/** Gives a person another password and ends their sessions. */
export async function replacePassword(caller: Caller, person: { id: string; userId: string }, password: string) {
  parseAccount(accountFields.password, password)
  const passwordHash = await hashPassword(password)
  await write(caller, { name: 'replacePassword', input: { person: person.id }, gate: [] }, async (w) => {
    await setPassword(w.tx, person.userId, passwordHash, w.now)
    await w.tx.session.deleteMany({ where: { userId: person.userId } })
    w.event({ action: 'PASSWORD_RESET', projectId: null, subjectId: person.id })
    w.wakes('auth')
    return {}
  })
}

/** Ends every session of a person, in every process. */
export function endSessions(caller: Caller, person: { id: string; userId: string }) {
  return write(caller, { name: 'endSessions', input: { person: person.id }, gate: [] }, async (w) => {
    const { count } = await w.tx.session.deleteMany({ where: { userId: person.userId } })
    if (count) w.event({ action: 'SESSION_REVOKED', projectId: null, subjectId: person.id })
    w.wakes('auth')
    return { ended: count }
  })
}

/** What belongs to the account of each user: the address to sign in with, and how many sessions are open. */
export async function accountsOf(userIds: readonly string[], now = new Date()) {
  const where = { in: [...userIds] }
  const users = await db().user.findMany({ where: { id: where }, select: { id: true, email: true } })
  const sessions = await db().session.groupBy({ by: ['userId'], where: { userId: where, expiresAt: { gt: now } }, _count: { _all: true } })
  const counts = new Map(sessions.map((row) => [row.userId, row._count._all]))
  return new Map(users.map(({ id, email }) => [id, { email, sessions: counts.get(id) ?? 0 }]))
}

/** @throws NotFoundError also for an agent, and for a person who never signs in here */
export async function personByHandle(handle: string) {
  const actor = await db().actor.findUnique({ where: { handle: handle.replace(/^@/, '').toLowerCase() } })
  if (!actor?.userId) throw new NotFoundError('person', handle)
  return { id: actor.id, handle: actor.handle, userId: actor.userId }
}

export async function listPeople() {
  const actors = await db().actor.findMany({ where: { userId: { not: null } }, orderBy: { handle: 'asc' } })
  const users = await db().user.findMany({ select: { id: true, email: true } })
  const emails = new Map(users.map((user) => [user.id, user.email]))
  return actors.map(({ id, handle, name, isAdmin, userId, lastSeenAt }) => ({
    id,
    handle,
    name,
    email: emails.get(userId ?? '') ?? '',
    isAdmin,
    lastSeenAt,
  }))
}

export const generatedPassword = () => randomBytes(15).toString('base64url')
