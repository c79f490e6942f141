import { planFor } from '#prisma/tools/migrate.ts'
import { StorageError } from './manifest.ts'
import { differences, filledTables, isServed, type Row, type Source, Summing, type Sums, type Table } from './table.ts'

/** Writes all rows of the source with `writing`, and answers with what was written. */
export async function copyRows(
  source: Source,
  targets: Map<string, Table>,
  writing: (table: Table) => (rows: Row[]) => Promise<void>,
): Promise<Sums> {
  const sums: Sums = {}
  for (const table of source.tables) {
    const target = targets.get(table.name)
    if (!target || JSON.stringify(columnsOf(target)) !== JSON.stringify(columnsOf(table)))
      throw new StorageError(`The table ${table.name} is not the same on both sides: nothing was changed.`)
    const write = writing(table)
    const summing = new Summing()
    for await (const rows of source.rows(table)) {
      summing.add(rows)
      await write(rows)
    }
    sums[table.name] = summing.sum()
  }
  return sums
}

const columnsOf = ({ columns }: Table) => columns.map(({ name, kind }) => [name, kind])

export function refuseDifferences(expected: Sums, found: Sums) {
  const faults = differences(expected, found)
  if (faults.length > 0) throw new StorageError(`The copy differs, so it was thrown away: ${faults.join('; ')}`)
}

/** The tables as the source has them; rules and indexes of words come with the last step, over rows that are all there. */
export const planUpTo = (url: string, source: Source) => ({
  migrations: planFor(url).migrations.filter(({ name }) => source.migrations.includes(name)),
  extra: '',
  extraHash: '',
})

export async function refuseFilled(target: Pick<Source, 'tables' | 'rows'>, name: string) {
  const filled = await filledTables(target)
  if (filled.length > 0)
    throw new StorageError(
      `${name} is not empty (${filled.slice(0, 3).join(', ')}${filled.length > 3 ? ', …' : ''}): nothing was changed. Name an empty database, or move this one away.`,
    )
  if (await isServed(target))
    throw new StorageError(`A server is running on ${name}: nothing was changed. Stop it first; after a crash wait half a minute.`)
}
