import { db } from '#lib/db.ts'
import type { Hosted } from '#lib/domain/plugin/hosted.ts'
import { registerPlugin } from '#lib/domain/plugin/register.ts'
import { log } from '#lib/log.ts'
import type { ActorRef } from './api.ts'
import { startOf } from './entry.ts'
import { handsOf, type RunOperation } from './hands.ts'
import { LineLimit } from './lines.ts'
import { readManifest, type Manifest } from './manifest.ts'
import type { Call } from './messages.ts'
import { PluginFault, PluginThread } from './plugin-thread.ts'
import { threadPrograms } from './programs.ts'

const LONGEST_PAUSE_MS = 60_000
const STEADY_MS = 60_000

interface Options {
  run: RunOperation
  config: Record<string, string>
  /** The first pause before a new start; each further one is twice as long. */
  pauseMs: number
  limitOf(call: Call, ms: number): number
  /** Throws an Error when another plugin has that name. */
  claimName(name: string): void
  /** It runs, or runs no more. */
  onChange(): void
}

/** Keeps one plugin alive: loads it, starts it again after it has ended, and knows how it is. */
export class Runner implements Hosted {
  state: Hosted['state'] = 'STARTING'
  manifest: Manifest | null = null
  actor: ActorRef | null = null
  error = ''
  errorAt: Date | null = null
  #thread: PluginThread | null = null
  #starting: Promise<void> | null = null
  #again: NodeJS.Timeout | undefined
  #againAt = 0
  /** Calls that wait for the next start. */
  readonly #waiting = new Set<() => void>()
  #falls = 0
  #startedAt = 0
  #loading: PluginThread | null = null
  /** When its row was changed last, as it was when the plugin failed. */
  #seen = 0
  #isStopped = false
  readonly #lines = new LineLimit()

  constructor(
    readonly given: string,
    private readonly options: Options,
  ) {
    this.#start()
  }

  get busy() {
    return this.#thread?.busy ?? null
  }

  /** When the start that is under way is over, however it went. */
  async settled() {
    while (this.#starting) await this.#starting
  }

  async command(name: string, request: unknown): Promise<unknown> {
    // What it throws answers its caller, such as why what was given will not do: that is no failure of the plugin.
    return this.#send({ command: name, payload: request }, this.manifest?.timeLimits.command ?? 0)
  }

  /** Throws PluginFault. What goes wrong is told where the schedule is. */
  async scheduled(name: string, request: unknown): Promise<void> {
    await this.#send({ schedule: name, payload: request }, this.manifest?.timeLimits.schedule ?? 0)
  }

  /** Throws PluginFault. */
  async call(call: Call, limitMs: number): Promise<unknown> {
    try {
      return await this.#send(call, limitMs)
    } catch (error) {
      if (error instanceof PluginFault && error.isOwn) this.note(error.message)
      throw error
    }
  }

  /** A call that comes while the plugin is loaded, or will be within its time limit, waits for that. */
  async #send(call: Call, ownLimitMs: number): Promise<unknown> {
    const limitMs = this.options.limitOf(call, ownLimitMs)
    if (this.state === 'RESTARTING' && this.#againAt - performance.now() < limitMs) await new Promise<void>((go) => this.#waiting.add(go))
    if (this.state === 'STARTING') await this.settled()
    if (!this.#thread || this.state !== 'RUNNING') throw new PluginFault('it is not running', false)
    const result = await this.#thread.call(call, limitMs)
    this.#falls = 0
    return result
  }

  async retry() {
    await this.settled()
    if (this.state === 'FAILED') this.#startAnew()
    await this.settled()
  }

  /** Looks whether it shall run. One that failed is tried again when its row has changed since, or it has none. */
  refresh() {
    void this.#refresh().catch((error: unknown) => log.warn({ err: error, plugin: this.given }, 'a plugin could not be looked after'))
  }

  async stop() {
    this.#isStopped = true
    this.#letGo()
    clearTimeout(this.#again)
    await this.#loading?.end('the server stops')
    await this.settled()
    await this.#thread?.end('the server stops')
  }

  #log(message: string) {
    const may = this.#lines.take()
    if (may === 'yes') log.info({ plugin: this.manifest?.name ?? this.given }, message)
    if (may === 'first-beyond') this.note(LineLimit.words)
  }

  note(message: string) {
    this.error = message.slice(0, 2_000)
    this.errorAt = new Date()
    log.warn({ plugin: this.manifest?.name ?? this.given, fault: this.error }, 'a plugin failed')
  }

  async #refresh() {
    await this.settled()
    if (this.#isStopped) return
    const name = this.manifest?.name
    if (name === undefined) return this.state === 'FAILED' ? this.#startAnew() : undefined
    const row = await db().plugin.findUnique({ where: { name } })
    if (!row) return
    if (!row.isEnabled) {
      if (this.state !== 'DISABLED') await this.#switchOff()
    } else if (this.state === 'DISABLED' || (this.state === 'FAILED' && row.updatedAt.getTime() !== this.#seen)) {
      this.#startAnew()
    }
  }

  #startAnew() {
    this.#falls = 0
    this.error = ''
    this.errorAt = null
    this.#start()
  }

  async #switchOff() {
    clearTimeout(this.#again)
    const thread = this.#thread
    this.#thread = null
    this.#become('DISABLED')
    await thread?.end('an admin switched it off')
  }

  #start() {
    if (this.#isStopped || this.#starting) return
    this.#become('STARTING')
    this.#starting = this.#load()
      .catch((error: unknown) => this.#failToLoad(error))
      .finally(() => (this.#starting = null))
  }

  async #failToLoad(error: unknown) {
    this.note(error instanceof Error ? error.message : String(error))
    const name = this.manifest?.name
    const row = name
      ? await db()
          .plugin.findUnique({ where: { name } })
          .catch(() => null)
      : null
    this.#seen = row?.updatedAt.getTime() ?? 0
    this.#become('FAILED')
  }

  async #load() {
    const { options } = this
    let hands: ReturnType<typeof handsOf> | undefined
    const thread = new PluginThread(startOf(this.given), await threadPrograms(), {
      answer: (wish, given) => hands?.(wish, given) ?? Promise.reject(new Error('nothing can be asked for while it is loaded')),
      log: (message) => this.#log(message),
      ended: (why) => this.#fell(thread, why),
    })
    this.#loading = thread
    try {
      const manifest = readManifest(await thread.loaded)
      options.claimName(manifest.name)
      const { actor, isEnabled } = await registerPlugin(manifest)
      this.manifest = manifest
      this.actor = actor
      if (this.#isStopped || !isEnabled) {
        this.#become('DISABLED')
        return await thread.end('it is switched off')
      }
      hands = handsOf(manifest.name, manifest.version, actor, options.run)
      thread.begin(ownConfig(manifest.name, options.config), actor)
      this.#thread = thread
      this.#startedAt = performance.now()
      this.#become('RUNNING')
    } catch (error) {
      await thread.end('it could not be loaded')
      throw error
    } finally {
      this.#loading = null
    }
  }

  #fell(thread: PluginThread, why: string) {
    if (this.#thread !== thread || this.#isStopped) return
    this.#thread = null
    this.note(why)
    if (performance.now() - this.#startedAt > STEADY_MS) this.#falls = 0
    const pause = Math.min(this.options.pauseMs * 2 ** this.#falls++, LONGEST_PAUSE_MS)
    this.#againAt = performance.now() + pause
    this.#become('RESTARTING')
    this.#again = setTimeout(() => this.#start(), pause).unref()
  }

  #letGo() {
    for (const go of this.#waiting) go()
    this.#waiting.clear()
  }

  #become(state: Hosted['state']) {
    this.state = state
    this.#letGo()
    this.options.onChange()
  }
}

/** `PLUGIN_TIME_TRACKING_ROUND_TO` is `ROUND_TO` to time-tracking. */
function ownConfig(name: string, variables: Record<string, string>) {
  const prefix = `PLUGIN_${name.toUpperCase().replaceAll('-', '_')}_`
  return Object.fromEntries(
    Object.entries(variables).flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [])),
  )
}
