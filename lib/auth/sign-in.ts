import { db } from '#lib/db.ts'
import type { EventAction } from '#lib/events.ts'
import { write } from '#lib/write.ts'
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
  if (response.ok && user) {
    await tried.succeeded()
    const actorId = await ensureActor(user.id, facts)
    await record('SIGNED_IN', actorId, actorId, facts)
  } else {
    const actor = user && (await db().actor.findUnique({ where: { userId: user.id }, select: { id: true } }))
    await record('SIGN_IN_FAILED', null, actor?.id ?? null, facts)
  }
  return { response }
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
