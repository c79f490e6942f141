import { db } from '#lib/db.ts'
import type { EventAction } from '#lib/events.ts'
import { write } from '#lib/write.ts'
import { dropAccess } from './accounts.ts'
import { auth } from './better-auth.ts'
import type { Caller } from './caller.ts'
import { systemCaller, type RequestFacts } from './callers.ts'
import { ensureActor } from './ensure-actor.ts'
import { attempt } from './throttle.ts'

/** What the auth library answers to a sign-in, or the seconds to wait when there were too many failures. */
export type SignIn = { response: Response } | { retryAfterSeconds: number }

/** @param request a POST to the library's `/sign-in/email` */
export async function signIn(request: Request, email: string, facts: RequestFacts): Promise<SignIn> {
  const tried = await attempt(facts.address, email)
  if (!('succeeded' in tried)) return tried
  const response = await auth().handler(request)
  const user = await db().user.findUnique({ where: { email: email.trim().toLowerCase() }, select: { id: true } })
  const actor = user && (await db().actor.findUnique({ where: { userId: user.id }, select: { id: true, retiredAt: true } }))
  if (!response.ok || !user) {
    await record('SIGN_IN_FAILED', null, actor?.id ?? null, facts)
    return { response }
  }
  await tried.succeeded()
  if (actor?.retiredAt) return { response: await turnAway(actor.id, user.id, facts) }
  const actorId = actor?.id ?? (await ensureActor(user.id, facts))
  await record('SIGNED_IN', actorId, actorId, facts)
  return { response }
}

/** Only who knows the password learns that the account is deactivated. The library has opened a session: it ends before it is used. */
async function turnAway(actorId: string, userId: string, facts: RequestFacts) {
  await write(systemCaller(facts), { name: 'turnAway', input: {}, gate: [] }, async (w) => {
    await dropAccess(w.tx, userId)
    w.event({ action: 'SIGN_IN_FAILED', projectId: null, subjectId: actorId, actorId: null })
    return {}
  })
  const refusal = { code: 'FORBIDDEN', message: 'This account is deactivated.', hint: 'Ask an admin to let you in again.' }
  return Response.json(refusal, { status: 403 })
}

/** After the library has ended sessions: says so, and makes every process look at its sessions again. */
export async function recordSessionEnd(action: 'SIGNED_OUT' | 'SESSION_REVOKED' | 'PASSWORD_RESET', caller: Caller) {
  await record(action, caller.actorId, caller.actorId, caller)
}

async function record(action: EventAction, actorId: string | null, subjectId: string | null, facts: RequestFacts) {
  await write(systemCaller(facts), { name: action, input: {}, gate: [] }, async (w) => {
    w.event({ action, projectId: null, subjectId, actorId })
    if (action !== 'SIGNED_IN' && action !== 'SIGN_IN_FAILED') w.wakes('auth')
    return {}
  })
}
