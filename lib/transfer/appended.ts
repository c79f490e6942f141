import { givenFile } from '#lib/domain/file/given.ts'
import type { PlannedFile } from './plan.ts'

export interface Appended {
  /** The text without the lines that were taken from its end. */
  text: string
  files: PlannedFile[]
  /** What stands in the files line but is no reference; the line then stays. */
  odd: string[]
  tags: string[]
  metadata: Record<string, unknown> | null
}

const LINE = /^(Files|Tags|Metadata):[ \t]*(.*)$/

/** Takes apart what the command-line tool writes behind a description: lines of files, tags and metadata. */
export function takeAppended(description: string): Appended {
  const lines = description.split(/\r?\n/)
  const taken: Appended = { text: description, files: [], odd: [], tags: [], metadata: null }
  while (lines.length > 0) {
    const [, name, rest = ''] = LINE.exec(lines.at(-1) ?? '') ?? []
    if (name === undefined || !take(taken, name, rest.trim())) break
    lines.pop()
    while (lines.at(-1)?.trim() === '') lines.pop()
    taken.text = lines.join('\n')
  }
  return taken
}

/** Whether the line is told whole by what was taken from it. */
function take(taken: Appended, name: string, rest: string): boolean {
  if (name === 'Tags') return taken.tags.push(...listed(rest)) > 0
  if (name === 'Metadata') return (taken.metadata ??= objectIn(rest)) !== null
  const references = listed(rest).map((text) => ({ text, file: fileIn(text) }))
  taken.files.unshift(...references.flatMap(({ file }) => (file ? [file] : [])))
  taken.odd.push(...references.flatMap(({ text, file }) => (file ? [] : [text])))
  return references.length > 0 && references.every(({ file }) => file !== null)
}

const listed = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

/** `path`, `path:line` or `path:first:last`. */
function fileIn(text: string): PlannedFile | null {
  const [, path = '', first, last] = /^(.+?)(?::(\d{1,9})(?:[:-](\d{1,9}))?)?$/.exec(text) ?? []
  const line = (given: string | undefined) => (given === undefined ? null : Number(given))
  const { data } = givenFile.safeParse({ path, lineStart: line(first), lineEnd: line(last) })
  return data ? { path: data.path, lineStart: data.lineStart, lineEnd: data.lineEnd } : null
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** WHY, WHAT and DONE where a text holds all three in this order and nothing before them. */
export function briefIn(text: string): { why: string; what: string; done: string } | null {
  const [, why, what, done] = /^\s*WHY:(.*?)\bWHAT:(.*?)\bDONE:(.*)$/s.exec(text) ?? []
  if (why === undefined || what === undefined || done === undefined) return null
  const part = (given: string) => given.trim().replace(/[,;]$/, '').trim()
  return { why: part(why), what: part(what), done: done.trim() }
}
