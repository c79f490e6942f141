import { migrate, planFor } from '#prisma/tools/migrate.ts'
import { copyRows, planUpTo, refuseDifferences, refuseFilled } from './copy-rows.ts'
import { shown } from './disk.ts'
import { StorageError } from './manifest.ts'
import { connectPostgres, insertPostgres, migrationsIn, sourceIn } from './postgres.ts'
import { ALWAYS_THERE, type Source, type Sums, sumsOf } from './table.ts'

const LOCK = 72707370

export async function loadPostgres(source: Source, url: string, expected: Sums | null): Promise<Sums> {
  const client = await connectPostgres(url)
  try {
    // Held by the session, so that two of these never fill one database.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    await client.query('BEGIN')
    await refuseFilled(await sourceIn(client), shown(url))
    await client.query('ROLLBACK')
    const extra = (await migrationsIn(client)).filter((name) => !source.migrations.includes(name))
    if (extra.length > 0)
      throw new StorageError(
        `${shown(url)} has newer tables than the data (${extra[0]}): nothing was changed. Name a database without tables.`,
      )
    if ((await migrationsIn(client)).length < source.migrations.length) await migrate(url, planUpTo(url, source), null)
    await client.query('BEGIN')
    const { tables } = await sourceIn(client)
    for (const { name } of tables) await client.query(`LOCK TABLE "${name}" IN EXCLUSIVE MODE`)
    await refuseFilled(await sourceIn(client), shown(url))
    for (const { name } of tables.filter((table) => ALWAYS_THERE.includes(table.name))) await client.query(`DELETE FROM "${name}"`)
    const targets = new Map(tables.map((table) => [table.name, table]))
    const sums = await copyRows(source, targets, (table) => (rows) => insertPostgres(client, table, rows))
    refuseDifferences(expected ?? sums, sums)
    refuseDifferences(sums, await sumsOf({ ...(await sourceIn(client)), close: async () => {} }))
    await client.query('COMMIT')
    await migrate(url, planFor(url), null)
    await client.query('ANALYZE')
    return sums
  } finally {
    await client.end()
  }
}
