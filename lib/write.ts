import { createHash } from 'node:crypto'
import type { Caller } from '#lib/auth/caller.ts'
import { now, notify, Prisma, transaction, type Tx } from '#lib/db.ts'
import { IdempotencyKeyReusedError, InvalidInputError } from '#lib/errors.ts'
import type { Change, EventAction, NotificationReason } from '#lib/events.ts'
import { wake, wakePayload, type Wake } from '#lib/pubsub.ts'
import { Ledger } from '#lib/ledger.ts'

/** What an act leaves behind: ids, numbers and other plain facts, never secrets. It is stored under the idempotency key. */
export type Outcome = Record<string, string | number | boolean | null | readonly string[] | readonly number[]>

export interface Act {
  /** The mutation's name; with the input it makes the hash of the idempotency key. */
  name: string
  /** The coerced input, without the key itself. */
  input: unknown
  idempotencyKey?: string | null | undefined
  /** Ids of the projects whose rows it locks; none means the workspace's row. */
  gate: readonly string[]
}

export interface NewEvent {
  action: EventAction
  /** The project whose stream it joins; null for the workspace's. */
  projectId: string | null
  taskId?: string | null
  subjectId?: string | null
  changes?: Change[]
  data?: Record<string, unknown>
  /** Default: the caller. null: the system. */
  actorId?: string | null
  at?: Date
}

/** The hand that a running act writes with. Everything lands in the one transaction, or nothing does. */
export interface Write {
  tx: Tx
  now: Date
  caller: Caller
  /** Adds an event to its stream; tells the recipients, except the actor itself. */
  event(event: NewEvent, tell?: readonly Recipient[]): void
  /** A task of the project went from one status to another; null stands for "not there". */
  count(projectId: string, from: CountedStatus | null, to: CountedStatus | null): void
  /** Topics to wake after the commit beside those of the events. */
  wakes(topic: string): void
}

export type CountedStatus = 'PENDING' | 'BLOCKED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
export interface Recipient {
  actorId: string | null | undefined
  reason: NotificationReason
}

const KEY_LIFETIME_MS = 24 * 3600_000

/**
 * The one way to write: takes the gate, runs `act` in its transaction, then stores its events, notifications,
 * counters and the outcome under the idempotency key, commits, and only then wakes subscribers.
 * A repeated key with the same input answers the stored outcome with `replayed: true`.
 */
export async function write<T extends Outcome>(
  caller: Caller,
  act: Act,
  run: (w: Write) => Promise<T>,
): Promise<T & { replayed: boolean }> {
  const key = act.idempotencyKey ?? null
  if (key !== null && (key.length < 1 || key.length > 200 || key.includes('\0') || !key.isWellFormed()))
    throw new InvalidInputError([{ field: 'idempotencyKey', message: 'must have 1 to 200 characters, without NUL and lone surrogates' }])
  const hash = key === null ? '' : fingerprint(act.name, act.input)
  let wakes: Wake[] = []
  const attempt = () =>
    transaction(act.gate, async (tx) => {
      const time = await now(tx)
      if (key !== null) {
        const earlier = await replay<T>(tx, caller.actorId, key, hash, time)
        if (earlier) return { ...earlier, replayed: true }
      }
      const ledger = new Ledger(tx, caller, time)
      const outcome = await run({ tx, now: time, caller, event: ledger.event, count: ledger.count, wakes: ledger.wakes })
      if (key !== null) {
        const row = { actorId: caller.actorId, key, hash, outcome: JSON.stringify(outcome), createdAt: time }
        await tx.idempotencyKey.create({ data: row, select: { key: true } })
      }
      wakes = await ledger.settle()
      if (wakes.length) await notify(tx, wakePayload(wakes))
      return { ...outcome, replayed: false }
    })
  // Behind another gate someone may take a handle or a key between our look and our row: the second look sees it and refuses in words.
  const result = await attempt().catch((error: unknown) => (isTaken(error) ? attempt() : Promise.reject(error)))
  for (const { topic, seq } of wakes) wake(topic, seq)
  return result
}

const isTaken = (error: unknown) => error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'

async function replay<T extends Outcome>(tx: Tx, actorId: string, key: string, hash: string, time: Date): Promise<T | null> {
  const row = await tx.idempotencyKey.findUnique({ where: { actorId_key: { actorId, key } } })
  if (!row) return null
  if (time.getTime() - row.createdAt.getTime() > KEY_LIFETIME_MS) {
    await tx.idempotencyKey.delete({ where: { actorId_key: { actorId, key } } })
    return null
  }
  if (row.hash !== hash) throw new IdempotencyKeyReusedError(key)
  return JSON.parse(row.outcome) as T
}

/** Object keys in order, undefined left out: the same input in another spelling has the same hash. */
function fingerprint(name: string, input: unknown) {
  const ordered = JSON.stringify(input, (key, value: unknown) => {
    if (key === 'idempotencyKey') return undefined
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
  return createHash('sha256').update(`${name} ${ordered}`).digest('hex')
}
