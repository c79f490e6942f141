import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as passed } from 'node:timers/promises'
import { creationGates } from '#lib/domain/gates.ts'
import { consumerOf, hosted, PLUGINS_TOPIC } from '#lib/domain/plugin/hosted.ts'
import { keepJob } from '#lib/jobs.ts'
import { subscribe } from '#lib/pubsub.ts'
import { Clock } from './clock.ts'
import { askPlugin } from './creation-gate.ts'
import { Delivery } from './deliver.ts'
import type { RunOperation } from './hands.ts'
import type { Call } from './messages.ts'
import { Runner } from './runner.ts'

interface Options {
  /** As the configuration names them. */
  plugins: readonly string[]
  /** Runs an operation of the API as a caller. */
  run: RunOperation
  /** Variables of the environment that begin with PLUGIN_. */
  variables?: Record<string, string>
  /** The first pause before a plugin that has ended is started again. */
  restartMs?: number
  /** The first pause before an event that failed comes again. */
  retryMs?: number
  /** How long a call may take, of which the plugin says `ms`. */
  limitOf?: (call: Call, ms: number) => number
  /** How often to look whether something is due by the clock. */
  clockMs?: number
}

const STOP_MS = 2_000

/** Loads the plugins and keeps them: their gates, their events, their commands. `stop` ends them; an event that is under way comes again. */
export function hostPlugins({
  plugins,
  run,
  variables = {},
  restartMs = 1_000,
  retryMs = 1_000,
  limitOf = (_, ms) => ms,
  clockMs = 15_000,
}: Options) {
  const places = plugins.map((given) => new Place(given, { run, config: variables, pauseMs: restartMs, retryMs, limitOf, clockMs }))
  const refresh = () => places.forEach(({ runner }) => runner.refresh())
  const outside = AsyncLocalStorage.snapshot()
  const unsubscribe = subscribe(PLUGINS_TOPIC, () => outside(refresh))
  return {
    /** When each of them runs, or is known not to. */
    settled: async () => void (await Promise.all(places.map(({ runner }) => runner.settled()))),
    stop: async () => {
      unsubscribe()
      await Promise.all(places.map((place) => place.stop()))
    },
  }
}

/** A plugin in this process, with what hangs on whether it runs. */
class Place {
  readonly runner: Runner
  #delivery: Delivery | null = null
  #jobs: (() => Promise<void>)[] = []
  readonly #clockMs: number

  constructor(
    given: string,
    {
      retryMs,
      clockMs,
      ...options
    }: Omit<ConstructorParameters<typeof Runner>[1], 'claimName' | 'onChange'> & { retryMs: number; clockMs: number },
  ) {
    this.#clockMs = clockMs
    this.runner = new Runner(given, {
      ...options,
      claimName: (name) => {
        if ([...hosted].some((other) => other !== this.runner && other.manifest?.name === name))
          throw new Error(`another plugin with the name ${name} is configured too`)
      },
      onChange: () => this.#follow(retryMs),
    })
    hosted.add(this.runner)
  }

  async stop() {
    hosted.delete(this.runner)
    this.#closeGate()
    const stopped = this.#stopJobs()
    await Promise.race([stopped, passed(STOP_MS, undefined, { ref: false })])
    await this.runner.stop()
    await stopped
  }

  #follow(retryMs: number) {
    const { runner } = this
    if (runner?.state === 'RUNNING') this.#open(retryMs)
    if (runner?.state === 'DISABLED' || runner?.state === 'FAILED') {
      this.#closeGate()
      void this.#stopJobs()
    }
  }

  #open(retryMs: number) {
    const { runner } = this
    const { manifest } = runner
    if (!manifest) return
    if (manifest.handlers.includes('beforeTaskCreate'))
      creationGates.set(consumerOf(manifest.name), (request) => askPlugin(runner, request))
    // Also without functions for events: the plugin's agent enters projects on the way.
    this.#delivery ??= new Delivery(runner, retryMs)
    if (this.#jobs.length === 0) {
      this.#jobs.push(keepJob({ name: consumerOf(manifest.name), everyMs: 5_000, run: this.#delivery.run }))
      // Beside the events, which may take their time.
      this.#jobs.push(keepJob({ name: `clock:${manifest.name}`, everyMs: this.#clockMs, run: new Clock(runner).run }))
    }
    this.#delivery.wake()
  }

  async #stopJobs() {
    await Promise.all(this.#jobs.splice(0).map((stop) => stop()))
  }

  #closeGate() {
    if (this.runner.manifest) creationGates.delete(consumerOf(this.runner.manifest.name))
  }
}
