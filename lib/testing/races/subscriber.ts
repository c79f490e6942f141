import { setTimeout as passed } from 'node:timers/promises'
import { type Line, openLine, type Transport } from './line.ts'

export interface Seen {
  seq: number
  [field: string]: unknown
}

interface Watch {
  over: Transport
  token: string
  field: 'projectEvents' | 'notificationReceived'
  query: string
  variables?: object
  /** Where the server is now: asked for each connection. */
  url: () => string
  /** How likely a connection is cut after a payload. */
  cuts: number
}

/** A client that follows a stream from its beginning, and resumes from its last cursor whenever the connection ends. */
export class Subscriber {
  readonly seen: Seen[] = []
  readonly refused: string[] = []
  connections = 0
  cuts = 0
  #line: Line | null = null
  #isStopped = false
  #waiting: { seq: number; resolve: () => void } | null = null

  constructor(readonly watch: Watch) {}

  get last() {
    return this.seen.at(-1)?.seq ?? 0
  }

  async run(): Promise<void> {
    while (!this.#isStopped) {
      const { over, token, query, variables, url } = this.watch
      const next = (answer: Parameters<Parameters<typeof openLine>[1]['next']>[0]) => this.#take(answer)
      this.#line = openLine(over, { url: url(), token, query, variables: { ...variables, after: this.last }, next })
      this.connections++
      await this.#line.ended
      // A server that starts needs the processor more than we do.
      await passed(20)
    }
  }

  /** Resolves when it has come so far. */
  async reached(seq: number): Promise<void> {
    if (this.last < seq) await new Promise<void>((resolve) => (this.#waiting = { seq, resolve }))
  }

  pause() {
    this.#line?.pause()
  }

  resume() {
    this.#line?.resume()
  }

  stop() {
    this.#isStopped = true
    this.#line?.cut()
  }

  #take({ data, errors }: { data?: Record<string, unknown>; errors?: unknown }) {
    const payload = data?.[this.watch.field] as (Seen & { __typename: string }) | undefined
    if (!payload || payload.__typename === 'Resync') {
      // While it stops, a server says so.
      if (!JSON.stringify(errors ?? '').includes('UNAVAILABLE')) this.refused.push(JSON.stringify({ data, errors }))
      return
    }
    this.seen.push(payload)
    if (this.#waiting && payload.seq >= this.#waiting.seq) this.#waiting.resolve()
    if (Math.random() >= this.watch.cuts) return
    this.cuts++
    this.#line?.cut()
  }
}
