import { log } from '#lib/log.ts'
import { subscribe } from '#lib/pubsub.ts'

const KEPT = 2_000
const PAGE = 500
const RETRY_MS = 1_000

interface Source<Row> {
  /** What wakes it. */
  topic: string
  head(): Promise<number>
  /** The next rows after a number, without gaps. */
  read(after: number, take: number): Promise<Row[]>
}

/**
 * One stream as this process follows it: read once per wake-up however many watch, the newest rows kept in memory.
 * `rows[i].seq` is `rows[0].seq + i`, because a stream has no gaps.
 */
export class Feed<Row extends { seq: number }> {
  head = 0
  #rows: Row[] = []
  #waiting = new Set<() => void>()
  #isReading = false
  #isWoken = false
  #isClosed = false
  #unsubscribe: () => void
  #retry: NodeJS.Timeout | undefined
  readonly ready: Promise<void>

  constructor(private readonly source: Source<Row>) {
    // Before the head is read, so that nothing falls between the two.
    this.#unsubscribe = subscribe(source.topic, () => void this.#pump())
    this.ready = this.#start()
    this.ready.catch(() => {})
  }

  /** Rows after a number, up to a page: from memory, or from the table for those who are further behind. */
  async after(seq: number): Promise<Row[]> {
    const kept = this.head - this.#rows.length
    return seq >= kept ? this.#rows.slice(seq - kept, seq - kept + PAGE) : this.source.read(seq, PAGE)
  }

  /** Calls once when the head has moved. Answers what takes that back. */
  onMove(moved: () => void): () => void {
    this.#waiting.add(moved)
    return () => void this.#waiting.delete(moved)
  }

  close() {
    this.#isClosed = true
    clearTimeout(this.#retry)
    this.#unsubscribe()
  }

  async #start() {
    this.head = await this.source.head()
  }

  async #pump() {
    this.#isWoken = true
    if (this.#isReading) return
    this.#isReading = true
    try {
      await this.ready
      while (this.#isWoken && !this.#isClosed) {
        this.#isWoken = false
        await this.#catchUp()
      }
    } catch (error) {
      log.warn({ err: error, topic: this.source.topic }, 'a stream could not be read; it is tried again')
      if (!this.#isClosed) this.#retry = setTimeout(() => void this.#pump(), RETRY_MS).unref()
    } finally {
      this.#isReading = false
    }
  }

  async #catchUp() {
    for (;;) {
      const rows = await this.source.read(this.head, PAGE)
      const last = rows.at(-1)
      if (!last) return
      this.#rows = [...this.#rows, ...rows].slice(-KEPT)
      this.head = last.seq
      const waiting = [...this.#waiting]
      this.#waiting.clear()
      for (const moved of waiting) moved()
      if (rows.length < PAGE) return
    }
  }
}
