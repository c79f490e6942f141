import Papa from 'papaparse'

export interface Table {
  headers: string[]
  /** Lines count from 1, which is the header; a value with line breaks counts as one. */
  records: { line: number; cells: Record<string, string> }[]
  faults: { line: number; reason: string }[]
}

/** The table of a CSV text: delimited by commas, semicolons, tabs or bars, quoted as RFC 4180 has it, with or without a byte order mark. */
export function parseTable(text: string): Table {
  const csv = text.replace(/^\uFEFF/, '')
  const { data, errors, meta } = Papa.parse<string[]>(csv, { delimiter: delimiterOf(csv) })
  const [first = [], ...rest] = data
  const headers = first.map((header, at) => unique(header.trim() || `column ${at + 1}`, first.slice(0, at)))
  const broken = new Map(
    errors.filter(({ type }) => type !== 'Delimiter').map(({ row, message }) => [(row ?? 0) + 1, `It is no CSV: ${message}.`]),
  )
  const records: Table['records'] = []
  for (const [index, cells] of rest.entries()) {
    const line = index + 2
    if (cells.every((cell) => cell.trim() === '') || broken.has(line)) continue
    if (cells.slice(headers.length).some((cell) => cell.trim() !== ''))
      broken.set(line, `It has ${cells.length} values for ${headers.length} columns; "${meta.delimiter}" was taken for the delimiter.`)
    else records.push({ line, cells: Object.fromEntries(headers.map((header, at) => [header, cells[at] ?? ''])) })
  }
  return { headers, records, faults: [...broken].map(([line, reason]) => ({ line, reason })) }
}

/** The one that makes most columns of the header. */
function delimiterOf(csv: string) {
  const widths = [',', ';', '\t', '|'].map((delimiter) => {
    const [header = []] = Papa.parse<string[]>(csv, { delimiter, preview: 1 }).data
    return { delimiter, width: header.length }
  })
  return widths.reduce((best, one) => (one.width > best.width ? one : best)).delimiter
}

/** Of two columns with one name, the second is named for its place. */
const unique = (header: string, before: readonly string[]) =>
  before.some((one) => one.trim() === header) ? `${header} (column ${before.length + 1})` : header
