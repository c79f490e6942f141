import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { CSV_FIELDS, type CsvField, guessColumns, isCsvField } from '#lib/domain/import/csv-columns.ts'
import { readCsvTable } from './csv-rows.ts'
import { readCsvRow, type CsvPlace } from './csv-task.ts'
import { timeReader } from './csv-time.ts'
import type { Plan } from './plan.ts'
import type { ReadOptions } from './read-options.ts'
import { UnreadableFileError } from './unreadable.ts'

const TIMES = ['createdAt', 'updatedAt', 'completedAt', 'deadline'] as const

/** Reads a table by its columns. Rows are numbered as a spreadsheet numbers them, with the headers in the first. */
export async function readCsvFile(file: string, { columns: given, timeZone = 'UTC' }: ReadOptions = {}): Promise<Plan> {
  const { headers, rows, blank } = await readCsvTable(file)
  const columns = chosen(headers, given)
  const headerOf = new Map(Object.entries(columns).flatMap(([header, field]) => (field ? [[field, header] as const] : [])))
  const cells = (field: CsvField) => rows.map((row) => row[headerOf.get(field) ?? '']?.trim() ?? '')
  const titles = cells('title')
  const keys = keysOf(headerOf.has('key') ? cells('key') : [], titles)
  const times = new Map(TIMES.map((field) => [field as CsvField, timeReader(cells(field), timeZone)]))
  const common: Omit<CsvPlace, 'line' | 'externalKey'> = {
    columns,
    time: (field, text) => times.get(field)?.(text) ?? null,
    keys: keyFinder(keys, titles),
    readAt: new Date(),
  }
  const plan: Plan = { format: 'csv', lines: rows.length, blank, tasks: [], skipped: [], inventory: inventoryOf(columns) }
  for (const [i, row] of rows.entries()) {
    if (i % 500 === 499) await setImmediate()
    const { key = '', isSecond = false } = keys[i] ?? {}
    try {
      const task = readCsvRow(row, { ...common, line: i + 2, externalKey: key })
      if (isSecond) task.findings.push({ code: 'DUPLICATE_KEY', message: `another row has its key; this one is ${key}` })
      plan.tasks.push(task)
    } catch (error) {
      plan.skipped.push({ line: i + 2, externalKey: key || null, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return plan
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

/** The key of each row: its own, else one made from its title, so that a later run finds it again. */
function keysOf(own: readonly string[], titles: readonly string[]) {
  const taken = new Set<string>()
  return titles.map((title, i) => {
    const first = storableKey(own[i] ?? '') || `title:${createHash('sha256').update(title).digest('hex').slice(0, 16)}`
    let key = first
    for (let n = 2; taken.has(key); n++) key = `${first}#${n}`
    taken.add(key)
    return { key, isSecond: key !== first }
  })
}

const storableKey = (key: string) => (key.length <= 200 && !key.includes('\0') && key.isWellFormed() ? key : '')

/** Cells name rows by key, or by a title that only one row has. */
function keyFinder(keys: readonly { key: string }[], titles: readonly string[]): (text: string) => string[] {
  const known = new Set(keys.map(({ key }) => key))
  const byTitle = new Map<string, string | null>()
  for (const [i, title] of titles.entries()) if (title) byTitle.set(title, byTitle.has(title) ? null : (keys[i]?.key ?? null))
  const found = (text: string) => (known.has(text) ? text : byTitle.get(text))
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
