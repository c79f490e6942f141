import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml'
import { sorted, type Fault } from './fault.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export interface Document {
  value: Json
  faults: Fault[]
  /** A fault of the field, at the line where it, or the nearest thing around it, stands. */
  at: (field: string, message: string) => Fault
}

const DEEPEST = 12

/**
 * Reads YAML, of which JSON is a part, as plain data and remembers where each field stands. Whatever could stand for more than is
 * written (aliases, tags of other types) is refused, so the data is never larger than the text.
 */
export function readDocument(text: string): Document {
  const lines = new LineCounter()
  const parsed = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })
  const places = new Map<string, number>()
  const faults: Fault[] = []
  const fault = (field: string, message: string, offset: number): Fault => {
    const { line, col } = lines.linePos(offset)
    return { field, message, line: line || 1, column: col || 1 }
  }
  const refuse = (path: string, message: string, node: Node | null) => {
    faults.push(fault(path || 'source', message, node?.range?.[0] ?? 0))
    return null
  }

  function read(node: Node | null, path: string, depth: number): Json {
    if (node?.range) places.set(path, node.range[0])
    if (node === null) return null
    if (isAlias(node)) return refuse(path, 'refers to another place of the text; write it out', node)
    if (depth > DEEPEST) return refuse(path, 'is nested too deeply', node)
    if (node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:str') return refuse(path, `must not have the tag ${node.tag}`, node)
    if (isMap(node)) return readMap(node, path, depth)
    if (isSeq(node)) return node.items.map((item, i) => read(item as Node | null, `${path}${path && '.'}${i}`, depth + 1))
    return isScalar(node) ? plain(node.value, path, node) : refuse(path, 'cannot be read', node)
  }

  function readMap(node: Node & { items: { key: unknown; value: unknown }[] }, path: string, depth: number): Json {
    const entries = new Map<string, Json>()
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : null
      const where = (isScalar(key) ? key : (value as Node | null)) ?? node
      if (name === null) {
        refuse(path, 'has a key that is no plain word', where)
        continue
      }
      const inner = `${path}${path && '.'}${name}`
      if (entries.has(name)) refuse(inner, `"${name}" is here a second time`, where)
      const read_ = read(value as Node | null, inner, depth + 1)
      if (isScalar(key) && key.range) places.set(inner, key.range[0])
      entries.set(name, read_)
    }
    return Object.fromEntries(entries)
  }

  function plain(value: unknown, path: string, node: Node): Json {
    if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value
    return refuse(path, 'is no text, number, true or false', node)
  }

  for (const { message, pos } of parsed.errors)
    faults.push(fault('source', /call stack/i.test(message) ? 'is nested too deeply' : spoken(message), pos[0]))
  const value = parsed.errors.length ? null : read(parsed.contents as Node | null, '', 0)
  const offsetOf = (field: string) => {
    for (let path = field; path; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
      const place = places.get(path)
      if (place !== undefined) return place
    }
    return places.get('') ?? 0
  }
  return { value, faults: sorted(faults), at: (field, message) => fault(field, message, offsetOf(field)) }
}

/** The parser says "All collection items must start at the same column"; here it is one clause without a full stop. */
const spoken = (message: string) => `cannot be read: ${message.replace(/\.$/, '')}`
