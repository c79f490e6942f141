import { deflateSync, inflateSync } from 'node:zlib'

const PER_CHUNK = 64

/** Rows of cells kept packed beside the heap, which a hundred thousand of them would fill; each is read as often as it is asked for. */
export class PackedRows {
  readonly #chunks: Buffer[] = []
  /** Those that do not fill a chunk yet. */
  #last: string[][] = []
  #opened = { chunk: -1, rows: this.#last }

  get length() {
    return this.#chunks.length * PER_CHUNK + this.#last.length
  }

  push(cells: string[]) {
    this.#last.push(cells)
    if (this.#last.length < PER_CHUNK) return
    this.#chunks.push(deflateSync(JSON.stringify(this.#last), { level: 1 }))
    this.#last = []
  }

  /** Quickest for neighbours one after the other. */
  at(row: number): readonly string[] {
    const [chunk, place] = [Math.floor(row / PER_CHUNK), row % PER_CHUNK]
    const packed = this.#chunks[chunk]
    if (packed && this.#opened.chunk !== chunk)
      this.#opened = { chunk, rows: JSON.parse(inflateSync(packed).toString('utf8')) as string[][] }
    return (packed ? this.#opened.rows : this.#last)[place] ?? []
  }
}
