import { hashPassword } from 'better-auth/crypto'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Prisma, Tx } from '#lib/db.ts'
import { AlreadyExistsError, InvalidInputError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Write } from '#lib/write.ts'
import { PASSWORD_LENGTH } from './better-auth.ts'

export { hashPassword }

const oneLine = /^[^\p{Cc}\p{Cs}]*$/u
export const accountFields = {
  name: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .regex(oneLine, 'must be one line of text')
    .refine((name) => [...name].length <= 100, 'has more than 100 characters'),
  handle: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9._-]{1,49}$/, 'must have 2 to 50 of a-z, 0-9, ".", "_", "-" and start with a letter or digit'),
  email: z.string().trim().toLowerCase().max(254, 'is too long').pipe(z.email('must be an e-mail address')),
  password: z
    .string()
    .min(PASSWORD_LENGTH.min, `must have at least ${PASSWORD_LENGTH.min} characters`)
    .max(PASSWORD_LENGTH.max, `must have at most ${PASSWORD_LENGTH.max} characters`),
}

/** @throws InvalidInputError that names every bad field */
export function parseAccount<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new InvalidInputError(parsed.error.issues.map((issue) => ({ field: issue.path.join('.') || 'input', message: issue.message })))
}

export interface NewPerson {
  name: string
  handle: string
  email: string
  isAdmin: boolean
  /** From `hashPassword`, made before the transaction: it takes a tenth of a second. Without one nobody can sign in yet. */
  passwordHash: string | null
}

/** Somebody that a restored project brought along: their work is here, and nobody signs in as them. */
export const hasNoSignIn = ({ kind, userId, retiredAt }: Pick<Prisma.ActorGetPayload<object>, 'kind' | 'userId' | 'retiredAt'>) =>
  kind === 'PERSON' && userId === null && retiredAt === null

/** Makes the user of the auth library and its one actor together. A person who is here without a sign-in becomes theirs, with their work. */
export async function createPerson(w: Write, person: NewPerson): Promise<{ actorId: string; userId: string }> {
  const { tx, now } = w
  const { name, handle, email, isAdmin, passwordHash } = person
  if (await tx.user.findUnique({ where: { email } })) throw new AlreadyExistsError('email', email)
  const restored = await tx.actor.findUnique({ where: { handle } })
  if (restored && !hasNoSignIn(restored)) throw new AlreadyExistsError('handle', handle)
  const times = { createdAt: now, updatedAt: now }
  const userId = randomUUID()
  const actorId = restored?.id ?? newId('act')
  await tx.user.create({ data: { id: userId, name, email, emailVerified: false, ...times } })
  if (passwordHash) await setPassword(tx, userId, passwordHash, now)
  if (restored) await tx.actor.update({ where: { id: actorId }, data: { name, isAdmin, userId, updatedAt: now } })
  else await tx.actor.create({ data: { id: actorId, kind: 'PERSON', handle, name, isAdmin, userId, ...times } })
  w.event({ action: 'PERSON_JOINED', projectId: null, subjectId: actorId, actorId, data: { handle, isAdmin } })
  w.wakes('auth')
  return { actorId, userId }
}

/** Replaces the password and leaves the sessions alone. */
export async function setPassword(tx: Tx, userId: string, passwordHash: string, now: Date) {
  const where = { userId, providerId: 'credential' }
  const { count } = await tx.account.updateMany({ where, data: { password: passwordHash, updatedAt: now } })
  if (count > 0) return
  await tx.account.create({
    data: { id: randomUUID(), ...where, accountId: userId, password: passwordHash, createdAt: now, updatedAt: now },
  })
}

/** How the identifiers of links for a new password begin. */
export const RESET = 'password-reset:'

export const dropResets = (tx: Tx, userId: string) =>
  tx.verification.deleteMany({ where: { value: userId, identifier: { startsWith: RESET } } })

/** Ends the sessions of a user and the links with which a password could be set. */
export async function dropAccess(tx: Tx, userId: string) {
  await tx.session.deleteMany({ where: { userId } })
  await dropResets(tx, userId)
}
