import type { Server, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** Knows the answers that are under way, so that stopping can wait for them. */
export class Drain {
  #running = new Set<ServerResponse>()

  enter(response: ServerResponse) {
    this.#running.add(response)
    response.once('close', () => this.#running.delete(response))
  }

  /** Waits until every running request has its answer, at most `ms`; streams of events never end by themselves and are ended. */
  async wait(ms: number) {
    const deadline = performance.now() + ms
    while (this.#running.size > 0 && performance.now() < deadline) {
      for (const response of this.#running) if (isEventStream(response)) response.end()
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
