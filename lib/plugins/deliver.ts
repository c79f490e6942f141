import { setTimeout as passed } from 'node:timers/promises'
import { Bell } from '#lib/bell.ts'
import { db, now, transaction } from '#lib/db.ts'
import { consumerOf, PLUGINS_TOPIC } from '#lib/domain/plugin/hosted.ts'
import { meetProjects, placesOf, projectRefs } from '#lib/domain/plugin/places.ts'
import { lagsOf, type Lag } from '#lib/domain/plugin/queries.ts'
import { actorRefs, taskRefs } from '#lib/domain/plugin/refs.ts'
import { STREAMS_TOPIC, subscribe } from '#lib/pubsub.ts'
import type { PluginEvent } from './api.ts'
import { functionsFor } from './functions.ts'
import { PluginFault } from './plugin-thread.ts'
import type { Runner } from './runner.ts'

const BATCH = 50
const POLL_MS = 5_000
/** What is written at once comes as one. */
const GATHER_MS = 20
const STORE_MS = 500
const LONGEST_PAUSE_MS = 5 * 60_000

interface Failing {
  times: number
  until: number
}

/** Takes events to a plugin for as long as this process has the lease: stream by stream, in order, each at least once. */
export class Delivery {
  readonly #failing = new Map<string, Failing>()
  readonly #bell = new Bell()

  /** @param pauseMs the first pause before an event that failed comes again; each further one is twice as long */
  constructor(
    private readonly runner: Runner,
    private readonly pauseMs: number,
  ) {}

  /** The plugin runs again. */
  wake() {
    this.#bell.ring()
  }

  run = async (signal: AbortSignal): Promise<number> => {
    const unsubscribe = [STREAMS_TOPIC, PLUGINS_TOPIC].map((topic) => subscribe(topic, this.#bell.ring))
    try {
      while (!signal.aborted) {
        const pause = await this.#round(signal)
        if (pause <= 0) continue
        await this.#bell.wait(pause, signal)
        await passed(GATHER_MS, undefined, { signal }).catch(() => {})
      }
    } finally {
      for (const end of unsubscribe) end()
    }
    return 0
  }

  /** One batch of every stream that is behind. Answers in how many milliseconds to look again. */
  async #round(signal: AbortSignal): Promise<number> {
    const { manifest, actor } = this.runner
    if (this.runner.state !== 'RUNNING' || !manifest || !actor) return POLL_MS
    const self = { name: manifest.name, actorId: actor.id }
    await meetProjects(self)
    let next = POLL_MS
    // What makes the plugin fall comes last, or it would fall before it comes to the others.
    const times = ({ stream }: Lag) => this.#failing.get(stream)?.times ?? 0
    for (const lag of (await lagsOf(self)).sort((a, b) => times(a) - times(b))) {
      if (signal.aborted || this.runner.state !== 'RUNNING') return 0
      const pause = (this.#failing.get(lag.stream)?.until ?? 0) - performance.now()
      next = Math.min(next, pause > 0 ? pause : await this.#advance(self, lag, signal))
    }
    return next
  }

  async #advance(self: { name: string; actorId: string }, lag: Lag, signal: AbortSignal): Promise<number> {
    const events = await this.#read(self, lag)
    let [stored, done, storedAt] = [lag.seq, lag.seq, performance.now()]
    const store = async () => {
      if (done > stored && !(await move(self.name, lag.stream, stored, done))) return false
      stored = done
      storedAt = performance.now()
      return true
    }
    for (const event of events) {
      const functions = functionsFor(this.runner.manifest?.handlers ?? [], event)
      try {
        if (functions.length) await this.runner.call({ functions, payload: event }, this.runner.manifest?.timeLimits.event ?? 0)
      } catch (error) {
        if (!(error instanceof PluginFault)) throw error
        await store()
        return error.isOwn ? this.#fail(self.name, event, error) : 0
      }
      done = event.seq
      await this.#succeed(self.name, lag.stream)
      if (signal.aborted) break
      // Somebody else moved the cursor: what is true now is read again.
      if (performance.now() - storedAt > STORE_MS && !(await store())) return 0
    }
    await store()
    return events.length && done < lag.head ? 0 : POLL_MS
  }

  async #read(self: { name: string; actorId: string }, { stream, project, seq }: Lag): Promise<PluginEvent[]> {
    const spec = this.runner.manifest?.settings ?? {}
    const place = (await projectRefs(await placesOf(self, [project]), spec)).get(project)
    if (!place) return []
    const rows = await db().event.findMany({ where: { stream, seq: { gt: seq } }, orderBy: { seq: 'asc' }, take: BATCH })
    const tasks = await taskRefs([...new Set(rows.flatMap(({ taskId }) => taskId ?? []))])
    const actors = await actorRefs([...new Set(rows.flatMap(({ actorId }) => actorId ?? []))])
    return rows.map((row) => ({
      ...{ id: `evt_${row.stream}_${row.seq}`, seq: row.seq, action: row.action, project: place },
      task: tasks.get(row.taskId ?? '') ?? null,
      actor: actors.get(row.actorId ?? '') ?? null,
      isOwn: row.actorId === self.actorId,
      changes: JSON.parse(row.changes) as PluginEvent['changes'],
      data: JSON.parse(row.data) as PluginEvent['data'],
      at: row.createdAt.toISOString(),
    }))
  }

  async #fail(plugin: string, event: PluginEvent, fault: PluginFault): Promise<number> {
    const stream = event.project.key
    const times = (this.#failing.get(stream)?.times ?? 0) + 1
    const pause = Math.min(this.pauseMs * 2 ** (times - 1), LONGEST_PAUSE_MS)
    this.#failing.set(stream, { times, until: performance.now() + pause })
    await saveError(plugin, `${event.id} (${event.action}), attempt ${times}: ${fault.message}`)
    return pause
  }

  async #succeed(plugin: string, stream: string) {
    if (!this.#failing.delete(stream) || this.#failing.size > 0) return
    this.runner.error = ''
    this.runner.errorAt = null
    await saveError(plugin, '')
  }
}

/** Answers whether it still stood where it was thought to stand. */
async function move(plugin: string, stream: string, from: number, to: number): Promise<boolean> {
  return transaction([], async (tx) => {
    const where = { consumer: consumerOf(plugin), stream, seq: from }
    const { count } = await tx.deliveryCursor.updateMany({ where, data: { seq: to, updatedAt: await now(tx) } })
    return count === 1
  })
}

async function saveError(name: string, message: string) {
  await transaction([], async (tx) => {
    const at = await now(tx)
    const data = { lastError: message.slice(0, 2_000), lastErrorAt: message ? at : null }
    await tx.plugin.updateMany({ where: { name }, data })
  })
}
