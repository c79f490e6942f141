const CHUNK = 1024 * 1024

/** Rows of cells kept as bytes beside the heap, which a hundred thousand of them as objects would fill; each is read as often as it is asked for. */
export class PackedRows {
  readonly #chunks: Buffer[] = []
  /** Chunk, start and end of each row. */
  readonly #places: number[] = []
  #used = CHUNK

  get length() {
    return this.#places.length / 3
  }

  push(cells: readonly string[]) {
    const text = JSON.stringify(cells)
    const size = Buffer.byteLength(text)
    if (this.#used + size > CHUNK) {
      this.#chunks.push(Buffer.allocUnsafeSlow(Math.max(CHUNK, size)))
      this.#used = 0
    }
    this.#chunks.at(-1)?.write(text, this.#used)
    this.#places.push(this.#chunks.length - 1, this.#used, this.#used + size)
    this.#used += size
  }

  at(row: number): string[] {
    const [chunk = 0, start, end] = this.#places.slice(3 * row, 3 * row + 3)
    return JSON.parse(this.#chunks[chunk]?.toString('utf8', start, end) ?? '[]') as string[]
  }
}
