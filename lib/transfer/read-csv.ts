import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { CSV_FIELDS, type CsvField, guessColumns, isCsvField } from '#lib/domain/import/csv-columns.ts'
import { readCsvTable } from './csv-rows.ts'
import { readCsvRow, unsaidIn, type CsvPlace } from './csv-task.ts'
import { CsvTimes } from './csv-time.ts'
import { Outline } from './outline.ts'
import type { Plan, PlannedTask } from './plan.ts'
import type { ReadOptions } from './read-options.ts'
import { UnreadableFileError } from './unreadable.ts'

const TIMES = ['createdAt', 'updatedAt', 'completedAt', 'deadline'] as const

/** Reads a table by its columns. Rows are numbered as a spreadsheet numbers them, with the headers in the first. */
export async function readCsvFile(file: string, { columns: given, timeZone = 'UTC' }: ReadOptions = {}): Promise<Plan> {
  const table = await readCsvTable(file)
  const columns = chosen(table.headers, given)
  const headerOf = new Map(Object.entries(columns).flatMap(([header, field]) => (field ? [[field, header] as const] : [])))
  const times = new Map(TIMES.map((field) => [field as CsvField, new CsvTimes(timeZone)]))
  const own: string[] = []
  const titles: string[] = []
  for (let i = 0; i < table.length; i++) {
    await breathe(i)
    const row = table.row(i)
    const cell = (field: CsvField) => row[headerOf.get(field) ?? '']?.trim() ?? ''
    own.push(cell('key'))
    titles.push(cell('title'))
    for (const [field, column] of times) column.look(cell(field))
  }
  const { keys, seconds } = keysOf(own, titles)
  const common: Omit<CsvPlace, 'line' | 'externalKey'> = {
    columns,
    unsaid: unsaidIn(columns),
    time: (field, text) => times.get(field)?.read(text) ?? null,
    keys: keyFinder(keys, titles),
    same: sameStrings(),
    readAt: new Date(),
  }
  const taskAt = (i: number): PlannedTask => {
    const key = keys[i] ?? ''
    const task = readCsvRow(table.row(i), { ...common, line: i + 2, externalKey: key })
    if (seconds.has(i)) task.findings.push({ code: 'DUPLICATE_KEY', message: `another row has its key; this one is ${key}` })
    return task
  }
  const plan: Plan = { format: 'csv', lines: table.length, blank: table.blank, tasks: [], skipped: [], inventory: inventoryOf(columns) }
  for (let i = 0; i < table.length; i++) {
    await breathe(i)
    try {
      plan.tasks.push(new Outline(taskAt(i)))
    } catch (error) {
      plan.skipped.push({ line: i + 2, externalKey: keys[i] || null, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return { ...plan, whole: ({ line }) => taskAt(line - 2) }
}

/** One string for all that say the same, such as the names of people. */
function sameStrings() {
  const known = new Map<string, string>()
  return (text: string) => known.get(text) ?? (known.set(text, text), text)
}

/** Others get their turn. */
async function breathe(i: number) {
  if (i % 500 === 499) await setImmediate()
}

/** @throws UnreadableFileError for a column that is not there, a field that is none or taken twice, and without a title */
function chosen(headers: readonly string[], given: ReadOptions['columns']): Record<string, CsvField | null> {
  if (!given) return demandTitle(guessColumns(headers))
  const unknown = Object.keys(given).filter((header) => !headers.includes(header))
  if (unknown.length) throw new UnreadableFileError(`it has no column ${unknown.join(', ')}; there is ${headers.join(', ')}`)
  const columns: Record<string, CsvField | null> = Object.fromEntries(headers.map((header) => [header, null]))
  const taken = new Map<string, string>()
  for (const [header, field] of Object.entries(given)) {
    if (field === null || field === '') continue
    if (!isCsvField(field)) throw new UnreadableFileError(`"${field}" is no field; there is ${Object.keys(CSV_FIELDS).join(', ')}`)
    const other = taken.get(field)
    if (other !== undefined) throw new UnreadableFileError(`the columns ${other} and ${header} are both mapped to ${field}`)
    taken.set(field, header)
    columns[header] = field
  }
  return demandTitle(columns)
}

function demandTitle(columns: Record<string, CsvField | null>) {
  if (Object.values(columns).includes('title')) return columns
  throw new UnreadableFileError(`no column is mapped to the title; there is ${Object.keys(columns).join(', ')}`)
}

/** The key of each row: its own, else one made from its title, so that a later run finds it again; and which rows have one of another's. */
function keysOf(own: readonly string[], titles: readonly string[]) {
  const taken = new Set<string>()
  const seconds = new Set<number>()
  const keys = titles.map((title, i) => {
    const first = storableKey(own[i] ?? '') || `title:${createHash('sha256').update(title).digest('hex').slice(0, 16)}`
    let key = first
    for (let n = 2; taken.has(key); n++) key = `${first}#${n}`
    taken.add(key)
    if (key !== first) seconds.add(i)
    return key
  })
  return { keys, seconds }
}

const storableKey = (key: string) => (key.length <= 200 && !key.includes('\0') && key.isWellFormed() ? key : '')

/** Cells name rows by key, or by a title that only one row has. */
function keyFinder(keys: readonly string[], titles: readonly string[]): (text: string) => string[] {
  const keyOf = new Map<string, string | null>()
  for (const [i, title] of titles.entries()) if (title) keyOf.set(title, keyOf.has(title) ? null : (keys[i] ?? null))
  // The one string of each key, for the links of all rows.
  for (const key of keys) keyOf.set(key, key)
  const found = (text: string) => keyOf.get(text)
  const split = (text: string): string[] => {
    const part = text.trim()
    const whole = found(part)
    if (whole) return [whole]
    return part
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => found(word) ?? word.replaceAll('"', ''))
  }
  return (text) => {
    const whole = found(text.trim())
    return [...new Set(whole ? [whole] : text.split(/[\n;|,]/).flatMap(split))]
  }
}

const inventoryOf = (columns: Record<string, CsvField | null>) =>
  Object.entries(columns).map(([name, field]) => ({ name, found: 1, became: field ?? 'kept beside the tasks' }))
