import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { db } from '#lib/db.ts'
import { env, isLoopback } from '#lib/env.ts'
import { write } from '#lib/write.ts'
import { accountFields, createPerson, hashPassword, parseAccount } from './accounts.ts'
import { systemCaller, type RequestFacts } from './callers.ts'
import { signingSecret } from './signing-secret.ts'

const setupInput = z.object(accountFields)
const person = { kind: 'PERSON', userId: { not: null } } as const

export type SetupResult = { done: true; actorId: string; email: string; password: string } | { done: false }

export const isSetupNeeded = async () => (await db().actor.findFirst({ where: person, select: { id: true } })) === null

/** Whoever reaches the port could be the first: unless only this machine can, the code from the start-up's output is needed. */
export const isCodeNeeded = () => !isLoopback(env().HOST)

/** The same in every process that shares the signing secret, so that it fits whichever node answers. It ends with the set-up itself. */
export function setupCode() {
  const digits = createHmac('sha256', signingSecret()).update('setup code').digest('hex').slice(0, 16).toUpperCase()
  return digits.replace(/(.{4})(?=.)/g, '$1-')
}

export function isSetupCode(code: unknown) {
  const digest = (text: string) => createHmac('sha256', signingSecret()).update(text).digest()
  return typeof code === 'string' && timingSafeEqual(digest(code.trim().toUpperCase()), digest(setupCode()))
}

/** Makes the first administrator. The workspace's gate lets one of several attempts find nobody there. */
export async function setUp(input: unknown, facts: RequestFacts): Promise<SetupResult> {
  const { password, ...fields } = parseAccount(setupInput, input)
  if (!(await isSetupNeeded())) return { done: false }
  const passwordHash = await hashPassword(password)
  const { actorId } = await write(systemCaller(facts), { name: 'setUp', input: fields, gate: [] }, async (w) => {
    if (await w.tx.actor.findFirst({ where: person, select: { id: true } })) return { actorId: null }
    return { actorId: (await createPerson(w, { ...fields, isAdmin: true, passwordHash })).actorId }
  })
  return actorId === null ? { done: false } : { done: true, actorId, email: fields.email, password }
}
