import { createReadStream } from 'node:fs'

const NEWLINE = 0x0a

/** The lines of a file as bytes. Only "\n" ends one: JSON may hold other separators as they are. */
export async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of createReadStream(file)) {
    const bytes = Buffer.from(chunk)
    let from = 0
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...rest, bytes.subarray(from, end)])
      rest = []
      from = end + 1
    }
    if (from < bytes.length) rest.push(bytes.subarray(from))
  }
  if (rest.length) yield Buffer.concat(rest)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A line as text without its byte order mark and carriage return. @throws when it is not UTF-8 */
export const textOf = (line: Buffer) => utf8.decode(line).trim()
