import { setTimeout as pause } from 'node:timers/promises'

/** Longer than a waiting process sleeps between two tries for the file, so that a server beside us gets its turn. */
const PAUSE_MS = 15
/** How long writes may follow each other meanwhile: a pause after each small one would cost more than the writes. */
const HELD_MS = 60

/** Between two writes of one import: others get at the database now and then, and this process hears what it is told. */
export class Turns {
  #since = performance.now()

  async give() {
    const isLong = performance.now() - this.#since >= HELD_MS
    await pause(isLong ? PAUSE_MS : 0)
    if (isLong) this.#since = performance.now()
  }
}
