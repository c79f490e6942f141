import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { Plan, PlannedTask } from './plan.ts'
import { Reader } from './reader.ts'
import type { ReadOptions } from './read-options.ts'
import { keyIn, readTaskMaster, type Place } from './task-master.ts'
import { textOf } from './lines.ts'
import { UnreadableFileError } from './unreadable.ts'

/** Reads a tasks.json of Task Master: its tagged lists, or the one list of older files. Rows are tasks and subtasks in their order. */
export async function readTaskMasterFile(file: string, { lists: wanted }: ReadOptions = {}): Promise<Plan> {
  const lists = listsIn(await parsed(file))
  const unknown = (wanted ?? []).filter((name) => !lists.has(name))
  if (unknown.length) throw new UnreadableFileError(`it has no list ${unknown.join(', ')}; there is ${[...lists.keys()].join(', ')}`)
  const plan: Plan = { format: 'task-master', lines: 0, blank: 0, tasks: [], skipped: [], inventory: [] }
  const keys = new Set<string>()
  for (const [name, list] of lists) {
    if (wanted && !wanted.includes(name)) {
      plan.inventory?.push({ name, found: list.tasks.length, became: 'left out as chosen' })
      continue
    }
    const before = plan.lines
    await readList(plan, keys, name, list)
    plan.inventory?.push({ name, found: plan.lines - before, became: `tasks with the tag ${name}` })
  }
  return plan
}

/** The names of the lists in a file, for a choice among them. */
export const listNames = async (file: string): Promise<string[]> => [...listsIn(await parsed(file)).keys()]

interface List {
  tasks: unknown[]
  createdAt: Date
  updatedAt: Date
}

async function parsed(file: string): Promise<unknown> {
  try {
    return JSON.parse(textOf(await readFile(file)))
  } catch (error) {
    throw new UnreadableFileError(error instanceof SyntaxError ? `it is not JSON (${error.message})` : 'it is not UTF-8 text')
  }
}

function listsIn(json: unknown): Map<string, List> {
  const root = json !== null && typeof json === 'object' && !Array.isArray(json) ? { ...json } : {}
  const named = 'tasks' in root ? [['master', root] as const] : Object.entries(root)
  const lists = named.flatMap(([name, value]) => (isList(value) ? [[name, listOf(value)] as const] : []))
  if (lists.length === 0) throw new UnreadableFileError('it holds no list of tasks as Task Master writes them')
  return new Map(lists)
}

const isList = (value: unknown): value is { tasks: unknown[] } =>
  value !== null && typeof value === 'object' && 'tasks' in value && Array.isArray(value.tasks)

function listOf(value: { tasks: unknown[] }): List {
  const meta = new Reader('metadata' in value && isRecord(value.metadata) ? value.metadata : {})
  const [created, modified, updated] = (['created', 'lastModified', 'updated'] as const).map((name) => meta.time(name))
  const createdAt = created ?? modified ?? updated ?? new Date(0)
  return { tasks: value.tasks, createdAt, updatedAt: updated ?? modified ?? createdAt }
}

const isRecord = (value: unknown) => value !== null && typeof value === 'object' && !Array.isArray(value)

async function readList(plan: Plan, keys: Set<string>, list: string, { tasks, createdAt, updatedAt }: List) {
  const ids = new Set(tasks.map(idOf))
  const common = { list, createdAt, updatedAt, isTask: (id: string) => ids.has(id) }
  for (const json of tasks) {
    if (plan.lines % 500 === 0) await setImmediate()
    const id = idOf(json)
    const task = readOne(plan, keys, json, { ...common, parent: null, externalKey: keyIn(list, id) })
    const { subtasks, priority } = isRecord(json) ? { subtasks: undefined, priority: undefined, ...(json as object) } : {}
    const own: unknown[] = Array.isArray(subtasks) ? subtasks : []
    const parent = { externalKey: task?.externalKey ?? keyIn(list, id), id, priority, siblings: new Set(own.map(idOf)) }
    for (const sub of own) readOne(plan, keys, sub, { ...common, parent, externalKey: `${parent.externalKey}.${idOf(sub)}` })
  }
}

function readOne(plan: Plan, keys: Set<string>, json: unknown, place: Omit<Place, 'line'>): PlannedTask | null {
  plan.lines += 1
  const line = plan.lines
  try {
    if (idOf(json) === '') throw new Error('it has no id')
    const externalKey = freeKey(place.externalKey, keys)
    const task = readTaskMaster(json, { ...place, line, externalKey })
    if (externalKey !== place.externalKey)
      task.findings.push({ code: 'DUPLICATE_KEY', message: `${place.externalKey} is there already; this one is ${externalKey}` })
    plan.tasks.push(task)
    return task
  } catch (error) {
    plan.skipped.push({ line, externalKey: place.externalKey, reason: error instanceof Error ? error.message : String(error) })
    return null
  }
}

/** Two of one id are both kept: the later one gets a number behind it. */
function freeKey(key: string, keys: Set<string>): string {
  let free = key
  for (let n = 2; keys.has(free); n++) free = `${key}#${n}`
  keys.add(free)
  return free
}

function idOf(json: unknown): string {
  const id = json !== null && typeof json === 'object' && 'id' in json ? json.id : undefined
  return typeof id === 'number' || typeof id === 'string' ? String(id).trim() : ''
}
