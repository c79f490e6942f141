import pg from 'pg'
import { byName, type Kind, parentsFirst, type Row, type Source, type Table } from './table.ts'

const BATCH = 1_000

/** The whole database as it is now, however much is written meanwhile. */
export async function openPostgres(url: string): Promise<Source> {
  const client = await connectPostgres(url)
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return { ...(await sourceIn(client)), close: () => client.end() }
  } catch (error) {
    await client.end()
    throw error
  }
}

export async function connectPostgres(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  // Lost connections are met where the next statement fails.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** What the client's open transaction sees. */
export async function sourceIn(client: pg.Client): Promise<Omit<Source, 'close'>> {
  return { migrations: await migrationsIn(client), tables: await tablesIn(client), rows: (table) => rowsIn(client, table) }
}

export async function migrationsIn(client: pg.Client): Promise<string[]> {
  const { rows: known } = await client.query<{ there: boolean }>(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS there`)
  if (!known[0]?.there) return []
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations ORDER BY migration_name COLLATE "C"',
  )
  return rows.map((row) => row.name)
}

/** Tables of models begin with a capital; that of the migrations does not. */
export async function tablesIn(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ table: string; column: string; type: string; place: number | null }>(COLUMNS)
  const { rows: links } = await client.query<{ table: string; parent: string }>(PARENTS)
  const names = [...new Set(rows.map((row) => row.table))]
  return parentsFirst(
    names.map((name) => {
      const own = rows.filter((row) => row.table === name)
      const placed = own.flatMap(({ column, place }) => (place === null ? [] : [{ column, place }]))
      return {
        name,
        columns: own.map(({ column, type }) => ({ name: column, kind: kindOf(type) })).sort(byName),
        key: placed.sort((a, b) => a.place - b.place).map(({ column }) => column),
        parents: links.filter((link) => link.table === name).map((link) => link.parent),
      }
    }),
  )
}

const COLUMNS = `
  SELECT c.relname::text AS "table", a.attname::text AS "column", format_type(a.atttypid, a.atttypmod) AS "type",
    array_position(i.indkey::int2[], a.attnum)::int AS "place"
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname ~ '^[A-Z]'`
const PARENTS = `
  SELECT c.relname::text AS "table", p.relname::text AS "parent" FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
  WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace`

function kindOf(type: string): Kind {
  if (type === 'boolean') return 'boolean'
  if (/^(integer|bigint|smallint)$/.test(type)) return 'integer'
  if (/^(double precision|real)$/.test(type)) return 'real'
  return type.startsWith('timestamp') ? 'time' : 'text'
}

async function* rowsIn(client: pg.Client, { name, columns, key }: Table): AsyncGenerator<Row[]> {
  const order = key.map((one) =>
    columns.find((column) => column.name === one)?.kind === 'text' ? `"${one}"::text COLLATE "C"` : `"${one}"`,
  )
  const list = columns.map((column) => `"${column.name}"`).join(', ')
  // A cursor, so that a table of any size needs the memory of one batch.
  await client.query(`DECLARE batches NO SCROLL CURSOR FOR SELECT ${list} FROM "${name}" ORDER BY ${order.join(', ')}`)
  try {
    for (;;) {
      const { rows } = await client.query<Row>({ text: `FETCH ${BATCH} FROM batches`, rowMode: 'array', types: { getTypeParser } })
      if (rows.length > 0) yield rows
      if (rows.length < BATCH) break
    }
  } finally {
    await client.query('CLOSE batches')
  }
}

const TIMESTAMP = 1114
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === TIMESTAMP ? timeText : pg.types.getTypeParser(oid, format === 'binary' ? 'text' : format)

/** `2026-01-31 12:00:00.5` as PostgreSQL prints it. */
function timeText(text: string): string {
  const [seconds = '', fraction = ''] = text.split('.')
  return `${seconds.replace(' ', 'T')}.${fraction.padEnd(3, '0')}+00:00`
}

/** Writes rows into a table of the open transaction: as JSON, which the server turns into its own types. */
export async function insertPostgres(client: pg.Client, { name, columns }: Table, rows: readonly Row[]): Promise<void> {
  const list = columns.map((column) => `"${column.name}"`).join(', ')
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column.name, row[i]])))
  await client.query(`INSERT INTO "${name}" (${list}) SELECT ${list} FROM json_populate_recordset(NULL::"${name}", $1::json)`, [
    JSON.stringify(objects),
  ])
}
