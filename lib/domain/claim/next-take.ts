import type { Caller } from '#lib/auth/caller.ts'
import { db, dialect } from '#lib/db.ts'
import { write, type Write } from '#lib/write.ts'
import type { ProjectStatus, Role } from '#prisma/.build/sqlite/client/enums.ts'
import { readBeside } from '../task/act.ts'
import { lease } from '../task/claim.ts'
import { endLapsedClaim } from '../task/lapse.ts'
import { hasLapsed, renew } from './lease.ts'
import { compareReady, type Place, walk } from './next-pick.ts'
import type { Field } from './next-scope.ts'
import { isLapsed, type Wish } from './next-wish.ts'
import { claimAlone } from './room.ts'

/** What a claim needs besides its projects. */
export interface Order {
  wish: Wish
  resume: boolean
  leaseSeconds: number | null
  idempotencyKey: string | null
  /** The part of the input that decides what is claimed: a repeated key must come with the same. */
  effect: object
}

export interface Taken {
  task: string
  claim: string
  fence: number
  expiresAt: string
  /** Whether the caller held it already. */
  resumed: boolean
  replayed: boolean
}

const LAPSED_AT_ONCE = 50
/** How far a walk goes while others wait at the gate; beyond that it is looked first, outside. */
const STEPS_IN_GATE = 3
const TRIES = 3

/** Takes the first task that fits, or gives back one that the caller holds; null when there is none. Locks one project at a time. */
export async function take(caller: Caller, fields: readonly Field[], order: Order): Promise<Taken | null> {
  const held = order.resume ? fields.find(({ own }) => own !== null) : undefined
  if (held) return takeIn(caller, held, order)
  const open = fields.filter(({ pending, hasLapsed: lapsed }) => pending > 0 || lapsed)
  const [only] = open
  const taken = open.length === 1 && only ? await takeIn(caller, only, order) : await takeFromBest(caller, open, order)
  return taken ?? takenBefore(caller, fields, order)
}

/** Goes straight to the gate, because what is ready fits most of the time; after a long walk there in vain it looks outside. */
async function takeIn(caller: Caller, field: Field, order: Order): Promise<Taken | null> {
  let from: Place = null
  for (let i = 0; i < TRIES; i++) {
    const answer = await inGate(caller, field, order, from)
    if (!(answer instanceof Nothing)) return answer
    if (answer.isOver) return null
    const seen = await look(field, order.wish)
    if (!seen.found.length) return null
    from = seen.from
  }
  return null
}

/** Looks which project has the best task, and goes to their gates in that order. */
async function takeFromBest(caller: Caller, open: readonly Field[], order: Order): Promise<Taken | null> {
  const seen = await Promise.all(open.map(async (field) => ({ field, ...(await look(field, order.wish)) })))
  const best = seen.flatMap(({ field, found: [task], from }) => (task ? [{ field, task, from }] : []))
  best.sort((a, b) => compareReady(caller.actorId, a.task, b.task))
  // What a lapsed lease holds is not ready yet, so that no look sees it.
  const rest = open.filter((field) => field.hasLapsed && !best.some((one) => one.field === field))
  for (const { field, from } of [...best, ...rest.map((field) => ({ field, from: null }))]) {
    const answer = await inGate(caller, field, order, from)
    if (!(answer instanceof Nothing)) return answer
  }
  return null
}

const look = ({ id }: Field, wish: Wish) =>
  walk(db(), id, wish, new Date(), { pause: () => new Promise((resolve) => setImmediate(resolve)) })

/** A copy of this very call may have taken the last task a moment ago: then the key says which. */
async function takenBefore(caller: Caller, fields: readonly Field[], order: Order): Promise<Taken | null> {
  const [any] = fields
  if (order.idempotencyKey === null || !any) return null
  const where = { actorId_key: { actorId: caller.actorId, key: order.idempotencyKey } }
  if (!(await db().idempotencyKey.findUnique({ where, select: { key: true } }))) return null
  const answer = await inGate(caller, any, order, null)
  return answer instanceof Nothing ? null : answer
}

/** No error: leaves the write without a trace and its key unused. `isOver`: all ready tasks have been looked at. */
class Nothing extends Error {
  constructor(readonly isOver: boolean) {
    super('nothing fits')
  }
}

function inGate(caller: Caller, field: Field, order: Order, from: Place): Promise<Taken | Nothing> {
  const { idempotencyKey, effect, wish, resume, leaseSeconds } = order
  return write(caller, { name: 'claimNextTask', input: effect, idempotencyKey, gate: [field.id] }, async (w) => {
    const held = resume && field.own !== null ? await holdOn(w, field.own, leaseSeconds) : null
    if (held) return held
    const { lapsed, seconds } = await standing(w, field)
    if (lapsed > 0) await freeLapsed(w, field.id)
    const { found, isOver } = await walk(w.tx, field.id, wish, w.now, { from, steps: STEPS_IN_GATE })
    const [task] = found
    if (!task) throw new Nothing(isOver)
    return { ...(await lease(w, { task }, leaseSeconds ?? seconds)), resumed: false }
  }).catch((error: unknown) => {
    if (error instanceof Nothing) return error
    throw error
  })
}

/** The claim that the caller holds goes on, under the same fence. */
async function holdOn(w: Write, id: string, leaseSeconds: number | null) {
  const claim = await w.tx.claim.findUnique({ where: { id } })
  if (!claim || claim.endedAt !== null || hasLapsed(claim, w.now)) return null
  await renew(w, claim, leaseSeconds ?? claim.leaseSeconds)
  const { taskId, fence, expiresAt } = claim
  return { task: taskId, claim: id, fence, expiresAt: expiresAt.toISOString(), resumed: true }
}

interface Standing {
  status: ProjectStatus
  leaseMinutes: number
  role: Role | null
  wipLimit: number | null
  held: number | bigint
  lapsed: number | bigint
}

/** What the claim rests on, read under the gate. Leaves when the caller may take nothing here. */
async function standing(w: Write, field: Field) {
  const row = await readStanding(w, field)
  const isMember = w.caller.isAdmin || row?.role === 'MEMBER' || row?.role === 'OWNER'
  if (!row || row.status === 'ARCHIVED' || !isMember) throw new Nothing(true)
  if (row.wipLimit !== null && w.caller.kind === 'AGENT') {
    await claimAlone(w)
    const current = dialect() === 'postgres' ? await readStanding(w, field) : row
    if (Number(current?.held) >= row.wipLimit) throw new Nothing(true)
  }
  return { lapsed: Number(row.lapsed), seconds: row.leaseMinutes * 60 }
}

/** Raw: one statement instead of five. */
async function readStanding(w: Write, { id }: Field): Promise<Standing | undefined> {
  const lapsed = isLapsed(w.now)
  const [row] = await w.tx.$queryRaw<Standing[]>`
    SELECT p."status", p."leaseMinutes", m."role", a."wipLimit",
      (SELECT count(*) FROM "Claim" c WHERE c."holderId" = a."id" AND c."endedAt" IS NULL AND NOT ${lapsed}) AS "held",
      (SELECT count(*) FROM "Claim" c WHERE c."projectId" = p."id" AND c."endedAt" IS NULL AND ${lapsed}) AS "lapsed"
    FROM "Project" p JOIN "Actor" a ON a."id" = ${w.caller.actorId} AND a."retiredAt" IS NULL
    LEFT JOIN "Member" m ON m."projectId" = p."id" AND m."actorId" = a."id" WHERE p."id" = ${id}`
  return row
}

/** Leases that ran out hold nothing: their tasks are ready again before one is picked. */
async function freeLapsed(w: Write, projectId: string) {
  const project = await w.tx.project.findUniqueOrThrow({ where: { id: projectId } })
  const ids = await w.tx.$queryRaw<{ taskId: string }[]>`
    SELECT c."taskId" FROM "Claim" c WHERE c."projectId" = ${projectId} AND c."endedAt" IS NULL AND ${isLapsed(w.now)} LIMIT ${LAPSED_AT_ONCE}`
  const beside = { project, rights: { role: 'MEMBER' as const } }
  for (const subject of await readBeside(
    w.caller,
    w.tx,
    beside,
    ids.map(({ taskId }) => taskId),
  ))
    await endLapsedClaim(w, subject)
}
