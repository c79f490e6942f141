import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import Papa from 'papaparse'
import { unguarded } from './csv-cell.ts'
import { PackedRows } from './packed-rows.ts'
import { UnreadableFileError } from './unreadable.ts'

export interface CsvTable {
  headers: string[]
  /** How many rows there are. */
  length: number
  /** Cells of a row by header, the empty ones left out; those beyond the headers by the number of their column. */
  row(at: number): Record<string, string>
  /** Lines without anything in them. */
  blank: number
  /** Whether the reading ended before the file did. */
  isPart: boolean
}

/** Reads a table with a line of headers, between commas, semicolons, tabs or bars. @param most rows to read, for a look at it */
export async function readCsvTable(file: string, most = Infinity): Promise<CsvTable> {
  const packed = new PackedRows()
  const table: CsvTable = { headers: [], length: 0, row, blank: 0, isPart: false }
  let isFirst = true
  function row(at: number) {
    const filled = packed.at(at).flatMap((cell, i) => (cell === '' ? [] : [[table.headers[i] ?? `column ${i + 1}`, cell] as const]))
    return Object.fromEntries(filled)
  }
  const take = (cells: string[]) => {
    if (isFirst) {
      isFirst = false
      table.headers = distinct(cells)
    } else if (cells.every((cell) => cell.trim() === '')) table.blank += 1
    else {
      packed.push(cells.map(unguarded))
      table.length = packed.length
    }
  }
  await new Promise<void>((resolve, reject) => {
    const input = Readable.from(textIn(file), { objectMode: false })
    input.setEncoding('utf8')
    input.once('error', reject)
    Papa.parse<string[]>(input, {
      delimitersToGuess: [',', ';', '\t', '|'],
      chunk: ({ data, errors }, parser) => {
        const quotes = errors.find(({ type }) => type === 'Quotes')
        for (const cells of data) if (table.length < most) take(cells)
        if (quotes)
          reject(
            new UnreadableFileError(`after row ${table.length} a quotation mark is not closed or stands within a cell (${quotes.message})`),
          )
        table.isPart = table.length >= most
        if (quotes || table.isPart) parser.abort()
      },
      complete: () => resolve(),
      error: reject,
    })
  })
  if (isFirst || table.headers.every((header) => /^column \d+$/.test(header))) throw new UnreadableFileError('it has no line of headers')
  return table
}

/** @throws UnreadableFileError when it is not UTF-8, as spreadsheets of old do not write it */
async function* textIn(file: string) {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(file)) yield utf8.decode(Buffer.from(chunk), { stream: true })
    yield utf8.decode()
  } catch (error) {
    throw error instanceof TypeError ? new UnreadableFileError('it is not UTF-8 text; save it as "CSV UTF-8"') : error
  }
}

/** Headers as names: those that are empty or there twice get their column's number. */
function distinct(cells: string[]): string[] {
  const seen = new Set<string>()
  return cells.map((cell, i) => {
    const name = cell.trim() || `column ${i + 1}`
    const own = seen.has(name) ? `${name} (column ${i + 1})` : name
    seen.add(own)
    return own
  })
}
