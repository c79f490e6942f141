import { systemCaller } from '#lib/auth/callers.ts'
import { chunks } from '#lib/chunks.ts'
import { db, now } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { write } from '#lib/write.ts'
import { grouped } from '../grouped.ts'
import { readBeside } from '../task/act.ts'
import { endLapsedClaim } from '../task/lapse.ts'
import { lapsedAt } from './lease.ts'

const SEEN_AT_ONCE = 500
/** Claims ended in one write, so that others pass the gate between. */
const ENDED_AT_ONCE = 25
const IDLE_MS = 60_000

/** Ends the claims whose lease has run out, whether anybody asks for their tasks or not. Answers in how many milliseconds the next one runs out. */
export async function reap(signal?: AbortSignal): Promise<number> {
  for (;;) {
    const time = await now(db())
    const claims = await db().claim.findMany({
      where: { endedAt: null, OR: lapsedAt(time) },
      orderBy: { expiresAt: 'asc' },
      take: SEEN_AT_ONCE,
      select: { projectId: true, taskId: true },
    })
    let ended = 0
    for (const [projectId, some] of grouped(claims, (claim) => claim.projectId))
      for (const part of chunks(some, ENDED_AT_ONCE)) {
        if (signal?.aborted) return 0
        ended += await reapIn(
          projectId,
          part.map(({ taskId }) => taskId),
        )
      }
    if (ended === 0) return nextAfter(time)
  }
}

/** A project that refuses does not keep the others from being looked after. */
async function reapIn(projectId: string, taskIds: string[]): Promise<number> {
  try {
    const { ended } = await write(systemCaller(), { name: 'endLapsedClaims', input: {}, gate: [projectId] }, async (w) => {
      const project = await w.tx.project.findUniqueOrThrow({ where: { id: projectId } })
      let count = 0
      for (const subject of await readBeside(w.caller, w.tx, { project, rights: { role: 'OWNER' } }, taskIds))
        if ((await endLapsedClaim(w, subject)) !== subject) count++
      return { ended: count }
    })
    return ended
  } catch (error) {
    log.error({ err: error, projectId }, 'leases that ran out could not be ended')
    return 0
  }
}

async function nextAfter(time: Date): Promise<number> {
  const next = await db().claim.findFirst({
    where: { endedAt: null, expiresAt: { gt: time } },
    orderBy: { expiresAt: 'asc' },
    select: { expiresAt: true },
  })
  return next ? next.expiresAt.getTime() - time.getTime() + 1 : IDLE_MS
}
