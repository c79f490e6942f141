import type { Server, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { hangUp } from '#lib/hang-up.ts'

/** How long a stream that is ended has to reach its client. */
const GOODBYE_MS = 1_000

/** Knows the answers that are under way, so that stopping can wait for them. */
export class Drain {
  #running = new Set<ServerResponse>()

  enter(response: ServerResponse) {
    this.#running.add(response)
    response.once('close', () => this.#running.delete(response))
  }

  /** Waits until every running request has its answer, at most `ms`; what only waits for something to happen is ended. */
  async wait(ms: number) {
    const start = performance.now()
    while (this.#running.size > 0 && performance.now() < start + ms) {
      hangUp()
      for (const response of this.#running) {
        if (!isEventStream(response)) continue
        if (performance.now() < start + GOODBYE_MS) response.end()
        else response.destroy()
      }
      await pause(20)
    }
  }
}

/** Takes no more connections and lets go of those that are open. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

const isEventStream = (response: ServerResponse) => String(response.getHeader('content-type') ?? '').startsWith('text/event-stream')
