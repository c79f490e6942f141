const LIFETIME_MS = 60_000
const SIZE = 10_000

/**
 * Remembers for at most a minute what a credential stands for. Misses are not kept.
 * A look-up that began before `clear` is never kept after it, so that a revoked credential cannot come back.
 */
export class CredentialCache<T> {
  #entries = new Map<string, { value: Promise<T | null>; until: number }>()

  constructor(private readonly clock: () => number = Date.now) {}

  async get(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const entry = this.#entries.get(key)
    if (entry && entry.until > this.clock()) return entry.value
    const value = load()
    const fresh = { value, until: this.clock() + LIFETIME_MS }
    this.#entries.delete(key)
    this.#entries.set(key, fresh)
    this.#shrink()
    const drop = () => void (this.#entries.get(key) === fresh && this.#entries.delete(key))
    value.then((found) => found === null && drop(), drop)
    return value
  }

  clear() {
    this.#entries.clear()
  }

  #shrink() {
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= SIZE) return
      this.#entries.delete(oldest)
    }
  }
}
