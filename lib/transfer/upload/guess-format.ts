import type { ImportFormat } from '#lib/domain/import/formats.ts'
import { readHead } from '../json/head.ts'

const SQLITE = 'SQLite format 3\0'

/** The format of a file by how it begins, and where that leaves it open by its name. */
export function guessFormat(fileName: string, start: Buffer): ImportFormat {
  if (start.subarray(0, SQLITE.length).toString('latin1') === SQLITE) return 'task-orchestrator'
  const text = start
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (!text.startsWith('{') || /\.(csv|tsv)$/i.test(fileName)) return 'csv'
  const [line = ''] = text.split('\n', 1)
  if (readHead(line)) return 'json'
  return isRecord(line) || /\.jsonl$/i.test(fileName) ? 'beads' : 'task-master'
}

/** Whether the first line is one object with an id, as of a file of lines. */
function isRecord(line: string) {
  try {
    const value: unknown = JSON.parse(line)
    return value !== null && typeof value === 'object' && 'id' in value
  } catch {
    return false
  }
}
