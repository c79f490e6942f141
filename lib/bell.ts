/** Rung by whoever has work for a loop that waits for it; a ring during the work is not lost. */
export class Bell {
  #isRung = false
  #answer: (() => void) | null = null

  readonly ring = (): void => {
    this.#isRung = true
    this.#answer?.()
  }

  /** Until it is rung, so many milliseconds have passed, or the signal ends it. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#isRung && !signal.aborted && ms > 0) await this.#sleep(ms, signal)
    this.#isRung = false
  }

  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        this.#answer = null
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal.addEventListener('abort', done)
      this.#answer = done
    })
  }
}
