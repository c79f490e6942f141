import { agentsOf, restOf } from './tasks-db-rest.ts'
import { readTask, type Around } from './tasks-db-task.ts'
import { readPhase } from './tasks-db-phase.ts'
import { readTables, type Row, type Tables } from './tables.ts'
import type { Inventory, Plan, PlannedTask, SkippedLine } from './plan.ts'
import type { ReadOptions } from './read-options.ts'
import { UnreadableFileError } from './unreadable.ts'

/** Reads the tasks.db of the original command-line tool. Its tasks are the rows of the report, then its phases. */
export async function readTasksDb(file: string, { timeZone = 'UTC' }: ReadOptions = {}): Promise<Plan> {
  const tables = readTables(file)
  const tasks = tables.get('tasks')
  if (!tasks) throw new UnreadableFileError(`it has no table "tasks", only ${[...tables.keys()].join(', ') || 'none at all'}`)
  const phases = tables.get('phases') ?? []
  const around = lookAround(tables, timeZone)
  const plan = { tasks: [] as PlannedTask[], skipped: [] as SkippedLine[] }
  for (const [i, row] of [...tasks, ...phases].entries()) {
    try {
      plan.tasks.push(i < tasks.length ? readTask(row, i + 1, around) : readPhase(row, i + 1, around))
    } catch (error) {
      const key = typeof row.id === 'string' ? row.id : null
      plan.skipped.push({ line: i + 1, externalKey: key, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return {
    format: 'task-orchestrator',
    lines: tasks.length + phases.length,
    blank: 0,
    ...plan,
    actors: agentsOf(tables),
    entries: restOf(tables, around),
    inventory: inventoryOf(tables),
  }
}

function lookAround(tables: Tables, timeZone: string): Around {
  const by = (table: string, column: string) => grouped(tables.get(table) ?? [], column)
  const statuses = new Map((tables.get('tasks') ?? []).map((row) => [String(row.id), String(row.status)]))
  return {
    timeZone,
    statuses,
    blockers: by('dependencies', 'task_id'),
    entries: by('collaboration_events', 'task_id'),
    beside: new Map(BESIDE.map((table) => [table, by(table, 'task_id')])),
    phaseBlockers: by('phase_dependencies', 'phase_id'),
    gates: by('phase_gates', 'phase_id'),
  }
}

/** Tables whose rows are kept beside the task that they name. */
const BESIDE = ['participants', 'notifications', 'agent_metrics', 'agent_task_history'] as const

function grouped(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = String(row[column])
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

const BECAME: Record<string, string> = {
  tasks: 'tasks',
  phases: 'tasks that theirs are parts of',
  dependencies: 'dependencies (BLOCKS)',
  phase_dependencies: 'dependencies (BLOCKS) between phases',
  phase_gates: 'success criteria of their phases',
  collaboration_events: 'updates, discoveries, sync points and progress of their tasks',
  agents: 'retired agents with their capabilities; what else they hold stands in an update of the project',
  ...Object.fromEntries(BESIDE.map((table) => [table, 'kept beside their tasks; those without one stand in an update of the project'])),
}

const inventoryOf = (tables: Tables): Inventory[] =>
  [...tables]
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => ({ name, found: rows.length, became: BECAME[name] ?? 'an update of the project holds them' }))
