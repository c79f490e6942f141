const LONGEST = 2_000
const WINDOW_MS = 10_000
/** What a plugin may write in that time. */
const MOST = 200

/** How much a plugin may write into the log. What is beyond is dropped. */
export class LineLimit {
  static readonly words = `it wrote more than ${MOST} lines in ${WINDOW_MS / 1000} s; what was beyond is not in the log`
  #begun = -Infinity
  #count = 0

  constructor(private readonly most = MOST) {}

  /** A line may be written; `first-beyond` for the first one of a time that may not. */
  take(now = performance.now()): 'yes' | 'first-beyond' | 'no' {
    if (now - this.#begun > WINDOW_MS) [this.#begun, this.#count] = [now, 0]
    this.#count++
    if (this.#count <= this.most) return 'yes'
    return this.#count === this.most + 1 ? 'first-beyond' : 'no'
  }

  /** On the plugin's side, so that a flood does not reach the server: enough that the server sees that there is one. */
  static ofThread = () => new LineLimit(MOST + 1)
}

/** Lines of an output, none longer than the log takes, however long it is. */
export function linesOf(stream: NodeJS.ReadableStream, heard: (line: string) => void) {
  let line = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    const [rest = '', ...next] = text.split('\n')
    line += rest.slice(0, LONGEST - line.length)
    for (const begun of next) {
      heard(line)
      line = begun.slice(0, LONGEST)
    }
  })
  stream.on('end', () => line && heard(line))
}

export const shortened = (line: string) => line.slice(0, LONGEST)
