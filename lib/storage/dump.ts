import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { type Row, type Source, Summing, type Sums, type Table } from './table.ts'

const BATCH = 1_000
const header = z.object({
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.object({ name: z.string(), kind: z.enum(['text', 'integer', 'real', 'boolean', 'time']) })),
      key: z.array(z.string()),
      parents: z.array(z.string()),
    }),
  ),
})

/**
 * Writes every row as a line of JSON, compressed: a line that names the tables, then for each table a line with its name and its rows.
 * Both databases can be filled from it.
 */
export async function writeDump(source: Source, file: string): Promise<Sums> {
  const sums: Sums = {}
  async function* lines() {
    yield `${JSON.stringify({ migrations: source.migrations, tables: source.tables })}\n`
    for (const table of source.tables) {
      const summing = new Summing()
      yield `${JSON.stringify(table.name)}\n`
      for await (const rows of source.rows(table)) {
        summing.add(rows)
        yield rows.map((row) => `${JSON.stringify(row)}\n`).join('')
      }
      sums[table.name] = summing.sum()
    }
  }
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(file, { flags: 'wx', mode: 0o600 }))
  return sums
}

export async function openDump(file: string): Promise<Source> {
  const input = createReadStream(file).pipe(createGunzip())
  const lines = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]()
  const first = header.parse(JSON.parse(await next(lines)))
  let ahead: string | null = await next(lines)
  async function* rows(table: Table): AsyncGenerator<Row[]> {
    if (ahead !== JSON.stringify(table.name)) throw new Error(`The dump has no table ${table.name} where it should stand.`)
    let batch: Row[] = []
    for (ahead = await nextOrNull(lines); ahead?.startsWith('['); ahead = await nextOrNull(lines)) {
      batch.push(JSON.parse(ahead) as Row)
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
    if (batch.length > 0) yield batch
  }
  return { ...first, rows, close: async () => void input.destroy() }
}

async function next(lines: AsyncIterator<string>): Promise<string> {
  const line = await nextOrNull(lines)
  if (line === null) throw new Error('The dump ends too early.')
  return line
}

async function nextOrNull(lines: AsyncIterator<string>): Promise<string | null> {
  const { value, done } = await lines.next()
  return done ? null : value
}
