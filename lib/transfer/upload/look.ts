import { guessColumns } from '#lib/domain/import/csv-columns.ts'
import type { ImportFormat } from '#lib/domain/import/formats.ts'
import type { ImportOptions } from '#lib/domain/import/options.ts'
import { codePoints } from '#lib/domain/input.ts'
import { head } from '#lib/text.ts'
import { readCsvTable } from '../csv-rows.ts'
import { listNames } from '../read-task-master.ts'
import { UnreadableFileError } from '../unreadable.ts'

type Seen = NonNullable<ImportOptions['seen']>

const SAMPLED_ROWS = 50
const SAMPLES = 3
const SAMPLE_LENGTH = 80

/** What a file leaves open, to be chosen before it is read: the columns of a table with a sample of each, the lists of Task Master. */
export async function lookAt(file: string, format: ImportFormat): Promise<Seen> {
  const nothing = { columns: [], lists: [] }
  try {
    if (format === 'csv') return { ...nothing, columns: await columnsOf(file) }
    if (format === 'task-master') return { ...nothing, lists: await listNames(file) }
    return nothing
  } catch (error) {
    if (error instanceof UnreadableFileError) return { ...nothing, fault: error.message }
    throw error
  }
}

async function columnsOf(file: string): Promise<Seen['columns']> {
  const { headers, length, row } = await readCsvTable(file, SAMPLED_ROWS)
  const rows = Array.from({ length }, (_, i) => row(i))
  const guessed = guessColumns(headers)
  return headers.map((header) => ({ header, field: guessed[header] ?? null, sample: samplesOf(rows.map((row) => row[header] ?? '')) }))
}

function samplesOf(cells: readonly string[]) {
  const texts = cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).filter(Boolean)
  return [...new Set(texts)]
    .slice(0, SAMPLES)
    .map((text) => (codePoints(text) > SAMPLE_LENGTH ? `${head(text, SAMPLE_LENGTH - 1)}…` : text))
}
