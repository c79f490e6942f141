import type { Caller } from '#lib/auth/caller.ts'
import { chunks } from '#lib/chunks.ts'
import type { Prisma, Tx } from '#lib/db.ts'
import { WORKSPACE_STREAM } from '#lib/events.ts'
import { insertMany } from '#lib/insert.ts'
import { reachOf } from '#lib/reach.ts'
import { inboxTopic, streamTopic, type Wake } from '#lib/pubsub.ts'
import type { CountedStatus, NewEvent, Recipient } from '#lib/write.ts'

const COUNTERS = ['pending', 'blocked', 'inProgress', 'completed', 'cancelled'] as const
const COUNTER = {
  PENDING: 'pending',
  BLOCKED: 'blocked',
  IN_PROGRESS: 'inProgress',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
} as const
const FEW = 3
type Counter = (typeof COUNTERS)[number]

/** Collects what an act says, and stores it in a few statements at the end of its transaction. */
export class Ledger {
  #events: { event: NewEvent; tell: readonly Recipient[] }[] = []
  #counts = new Map<string, Record<Counter, number>>()
  #topics = new Map<string, number | undefined>()

  constructor(
    private readonly tx: Tx,
    private readonly caller: Caller,
    private readonly now: Date,
  ) {}

  event = (event: NewEvent, tell: readonly Recipient[] = []) => void this.#events.push({ event, tell })

  wakes = (topic: string) => void this.#topics.set(topic, undefined)

  count = (projectId: string, from: CountedStatus | null, to: CountedStatus | null) => {
    if (from === to) return
    const counts = this.#counts.get(projectId) ?? { pending: 0, blocked: 0, inProgress: 0, completed: 0, cancelled: 0 }
    if (from) counts[COUNTER[from]]--
    if (to) counts[COUNTER[to]]++
    this.#counts.set(projectId, counts)
  }

  /** Writes counters, events and notifications; answers the topics to wake. */
  async settle(): Promise<Wake[]> {
    const heads = await this.#takeNumbers()
    const reach = await reachOf(this.tx, this.#events, (event) => this.#actorOf(event))
    const rows: Prisma.EventCreateManyInput[] = []
    const told = new Map<string, Omit<Prisma.NotificationCreateManyInput, 'seq'>[]>()
    for (const { event, tell } of this.#events) {
      const head = heads.get(event.projectId)
      if (!head) throw new Error(`no stream for ${event.projectId}`)
      const seq = head.next++
      rows.push(this.#row(event, head.stream, seq))
      this.#address(event, head.stream, seq, reach(event, tell), told)
    }
    await this.#store(rows)
    await this.#notify(told)
    for (const head of heads.values()) if (head.used) this.#topics.set(streamTopic(head.stream), head.next - 1)
    return [...this.#topics].map(([topic, seq]) => ({ topic, seq }))
  }

  /** A few rows one by one: the client keeps the plan of a single insert, and makes that of many anew each time. */
  async #store(rows: Prisma.EventCreateManyInput[]) {
    if (rows.length <= FEW) for (const data of rows) await this.tx.event.create({ data, select: { seq: true } })
    else await insertMany(this.tx, 'Event', rows)
  }

  /** Moves each stream's seq and each project's counters in one statement a row; the row is locked by the gate. */
  async #takeNumbers() {
    const heads = new Map<string | null, { stream: string; next: number; used: number }>()
    const wanted = new Map<string | null, number>()
    for (const { event } of this.#events) wanted.set(event.projectId, (wanted.get(event.projectId) ?? 0) + 1)
    for (const projectId of this.#counts.keys()) if (!wanted.has(projectId)) wanted.set(projectId, 0)
    for (const projectId of [...wanted.keys()].filter((id) => id !== null).sort()) {
      const used = wanted.get(projectId) ?? 0
      const data: Prisma.ProjectUpdateInput = { seq: { increment: used } }
      const counts = this.#counts.get(projectId)
      if (counts) for (const name of COUNTERS) if (counts[name]) data[name] = { increment: counts[name] }
      const { key, seq } = await this.tx.project.update({ where: { id: projectId }, data, select: { key: true, seq: true } })
      heads.set(projectId, { stream: key, next: seq - used + 1, used })
    }
    const used = wanted.get(null)
    if (used) {
      const { seq } = await this.tx.workspace.update({ where: { id: 1 }, data: { seq: { increment: used } }, select: { seq: true } })
      heads.set(null, { stream: WORKSPACE_STREAM, next: seq - used + 1, used })
    }
    return heads
  }

  /** Commands and the server itself act as the system, which is no actor. */
  #actorOf(event: NewEvent) {
    if (event.actorId !== undefined) return event.actorId
    return this.caller.via === 'command' || this.caller.via === 'system' ? null : this.caller.actorId
  }

  #row(event: NewEvent, stream: string, seq: number): Prisma.EventCreateManyInput {
    return {
      stream,
      seq,
      action: event.action,
      actorId: this.#actorOf(event),
      projectId: event.projectId,
      taskId: event.taskId ?? null,
      subjectId: event.subjectId ?? null,
      changes: JSON.stringify(event.changes ?? []),
      data: JSON.stringify(event.data ?? {}),
      requestId: this.caller.requestId,
      address: this.caller.address,
      userAgent: this.caller.userAgent?.slice(0, 300) ?? null,
      createdAt: event.at ?? this.now,
    }
  }

  #address(
    event: NewEvent,
    stream: string,
    seq: number,
    tell: readonly Recipient[],
    told: Map<string, Omit<Prisma.NotificationCreateManyInput, 'seq'>[]>,
  ) {
    const actor = this.#actorOf(event)
    const seen = new Set<string>()
    for (const { actorId, reason } of tell) {
      if (!actorId || actorId === actor || seen.has(actorId)) continue
      seen.add(actorId)
      const rows = told.get(actorId) ?? []
      rows.push({
        recipientId: actorId,
        reason,
        stream,
        eventSeq: seq,
        projectId: event.projectId,
        taskId: event.taskId ?? null,
        createdAt: this.now,
        updatedAt: this.now,
      })
      told.set(actorId, rows)
    }
  }

  /** In id order, so that writers of different projects who tell the same people do not deadlock. */
  async #notify(told: Map<string, Omit<Prisma.NotificationCreateManyInput, 'seq'>[]>) {
    for (const recipientId of [...told.keys()].sort()) {
      const rows = told.get(recipientId) ?? []
      const { notificationSeq } = await this.tx.actor.update({
        where: { id: recipientId },
        data: { notificationSeq: { increment: rows.length } },
        select: { notificationSeq: true },
      })
      const first = notificationSeq - rows.length + 1
      const numbered = rows.map((row, i) => ({ ...row, seq: first + i }))
      if (rows.length <= FEW) for (const data of numbered) await this.tx.notification.create({ data, select: { seq: true } })
      else for (const data of chunks(numbered, 500)) await this.tx.notification.createMany({ data })
      this.#topics.set(inboxTopic(recipientId), notificationSeq)
    }
  }
}
