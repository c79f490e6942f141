import { setImmediate } from 'node:timers/promises'
import { readBead } from './beads.ts'
import { linesOf, textOf } from './lines.ts'
import type { Plan, PlannedTask, SkippedLine } from './plan.ts'

/** Reads a Beads issues.jsonl. Lines that cannot be read are skipped with their reason; nothing else is lost with them. */
export async function readBeadsFile(file: string): Promise<Plan> {
  const plan: Plan = { format: 'beads', lines: 0, blank: 0, tasks: [], skipped: [] }
  const byKey = new Map<string, PlannedTask>()
  let line = 0
  for await (const bytes of linesOf(file)) {
    line += 1
    if (line % 500 === 0) await setImmediate()
    const task = readLine(bytes, line)
    if (task === null) {
      plan.blank += 1
      continue
    }
    plan.lines += 1
    if ('reason' in task) plan.skipped.push(task)
    else keepNewer(byKey, task, plan.skipped)
  }
  plan.tasks = [...byKey.values()].sort((a, b) => a.line - b.line)
  return plan
}

function readLine(bytes: Buffer, line: number): PlannedTask | SkippedLine | null {
  const skip = (reason: string): SkippedLine => ({ line, externalKey: null, reason })
  let text: string
  try {
    text = textOf(bytes)
  } catch {
    return skip('it is not UTF-8 text')
  }
  if (text === '') return null
  try {
    return readBead(JSON.parse(text), line)
  } catch (error) {
    return skip(error instanceof SyntaxError ? 'it is not JSON' : error instanceof Error ? error.message : String(error))
  }
}

/** An id that is there twice: the line that was updated last counts, of equals the later one. */
function keepNewer(byKey: Map<string, PlannedTask>, task: PlannedTask, skipped: SkippedLine[]) {
  const other = byKey.get(task.externalKey)
  const [kept, left] = other && other.updatedAt > task.updatedAt ? [other, task] : [task, other]
  byKey.set(task.externalKey, kept)
  if (left) skipped.push({ line: left.line, externalKey: left.externalKey, reason: `line ${kept.line} has the same id and is newer` })
}
