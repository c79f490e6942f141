import { codePoints } from '#lib/domain/input.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import { storable } from '#lib/text.ts'
import type { PlannedActor, PlannedEntry } from './plan.ts'
import { Reader } from './reader.ts'
import type { Row, Tables } from './tables.ts'
import type { Around } from './tasks-db-task.ts'
import { Fitter } from './text.ts'

/** The agents that registered themselves, with what they can do. */
export function agentsOf(tables: Tables): PlannedActor[] {
  return (tables.get('agents') ?? []).flatMap((row) => {
    const name = new Reader(row).string('id').trim()
    return name ? [{ name, displayName: new Reader(row).string('name').trim() || name, capabilities: capabilitiesOf(row) }] : []
  })
}

function capabilitiesOf({ capabilities }: Row): string[] {
  try {
    const list: unknown = typeof capabilities === 'string' ? JSON.parse(capabilities) : []
    const words = Array.isArray(list) ? list.filter((word: unknown) => typeof word === 'string') : []
    const kept = words.map((word) => storable(word).normalize('NFC').trim().toLowerCase())
    return [...new Set(kept)].filter((word) => word && codePoints(word) <= LIMITS.capability).slice(0, LIMITS.capabilitiesPerTask)
  } catch {
    return []
  }
}

const WHOLE = new Set(['tasks', 'phases', 'phase_dependencies', 'phase_gates'])

/** Every row that belongs to no task, word for word, a table each. */
export function restOf(tables: Tables, { statuses, beside }: Around): PlannedEntry[] {
  const hasTask = ({ task_id: id }: Row) => statuses.has(String(id))
  const isTold = (table: string, row: Row) => {
    if (WHOLE.has(table)) return true
    if (table === 'dependencies') return hasTask(row)
    return (beside.has(table) || table === 'collaboration_events') && hasTask(row)
  }
  const texts = new Fitter(null)
  for (const [table, rows] of tables) {
    const left = rows.filter((row) => !isTold(table, row))
    const lines = left.map((row) => JSON.stringify(row, (_, value: unknown) => (Buffer.isBuffer(value) ? value.toString('base64') : value)))
    if (left.length) texts.add(`From the command-line tool, table ${table}:`, lines.join('\n'), null, new Date(0))
  }
  return texts.entries
}
