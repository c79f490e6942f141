import type { z } from 'zod'
import { linesOf, textOf } from '../lines.ts'
import { UnreadableFileError } from '../unreadable.ts'
import { readHead, readTail, VERSION, type Head } from './head.ts'
import { RECORDS, type RecordName, type RecordOf } from './records.ts'

/** A record of a file by its name, as the line where it stands. */
export type ReadRecord = { [Name in RecordName]: { name: Name; record: RecordOf<Name>; line: number } }[RecordName]
export interface BadLine {
  line: number
  message: string
}
export type Read = { head: Head } | { bad: BadLine } | { read: ReadRecord } | { counts: Record<string, number> }

const MOST_BYTES = 4_000_000
const SHAPE = 'It is no export of this product, or was reformatted: the first line must hold the head, each further line one record.'

/** Reads a file line by line, so that its size costs no memory. @throws UnreadableFileError when it is no export, or another version */
export async function* readRecords(file: string): AsyncGenerator<Read> {
  let line = 0
  let isClosed = false
  for await (const bytes of linesOf(file)) {
    line += 1
    const text = line === 1 || bytes.length <= MOST_BYTES ? textIn(bytes) : null
    if (line === 1) {
      yield { head: headOf(text) }
      continue
    }
    if (text === '') continue
    if (isClosed) throw new UnreadableFileError(`line ${line} stands behind the end`)
    const counts = text === null ? null : readTail(text)
    isClosed = counts !== null
    yield counts ? { counts } : text === null ? { bad: { line, message: 'it is no text, or far too long' } } : recordIn(text, line)
  }
  if (line === 0) throw new UnreadableFileError('the file is empty')
  if (!isClosed) throw new UnreadableFileError(`the file was cut off after line ${line}: its last line must hold the counts`)
}

function headOf(text: string | null): Head {
  const head = text === null ? null : readHead(text)
  if (!head) throw new UnreadableFileError(SHAPE)
  if (head.version !== VERSION) throw new UnreadableFileError(`it has version ${head.version}; this program reads version ${VERSION}`)
  return head
}

function recordIn(text: string, line: number): Read {
  const bad = (message: string) => ({ bad: { line, message } })
  let value: unknown
  try {
    value = JSON.parse(text.endsWith(',') ? text.slice(0, -1) : text)
  } catch {
    return bad('it is no JSON object on a line of its own')
  }
  const [entry, ...others] = value !== null && typeof value === 'object' ? Object.entries(value) : []
  if (!entry || others.length) return bad('it must hold one record under its name')
  const [name, fields] = entry
  if (!Object.hasOwn(RECORDS, name)) return bad(`"${name}" is no record`)
  const parsed = (RECORDS[name as RecordName] as z.ZodType).safeParse(fields)
  if (!parsed.success) {
    const faults = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || name}: ${issue.message}`)
    return bad(`${name}: ${faults.join('; ')}`)
  }
  return { read: { name, record: parsed.data, line } as ReadRecord }
}

function textIn(bytes: Buffer): string | null {
  try {
    return textOf(bytes)
  } catch {
    return null
  }
}
