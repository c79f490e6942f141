import { Prisma, type Tx } from '#lib/db.ts'

/** Tables that grow by many rows in one write, with what a row of each takes. */
interface Rows {
  Task: Prisma.TaskCreateManyInput
  TaskTag: Prisma.TaskTagCreateManyInput
  RequiredCapability: Prisma.RequiredCapabilityCreateManyInput
  Criterion: Prisma.CriterionCreateManyInput
  Dependency: Prisma.DependencyCreateManyInput
  FileReference: Prisma.FileReferenceCreateManyInput
  Event: Prisma.EventCreateManyInput
  WebhookDelivery: Prisma.WebhookDeliveryCreateManyInput
}

/** SQLite takes 32,766 parameters in a statement; beyond a few thousand more of them gain nothing. */
const PARAMETERS = 4_000

/** Inserts rows that all name the same columns; what none of them names gets the database's default. */
export const insertMany = <Table extends keyof Rows>(tx: Tx, table: Table, rows: readonly Rows[Table][]) => insertRows(tx, table, rows)

/**
 * The same for any table, its columns as the rows name them.
 * Raw: Prisma's createMany spends ten times as long on its plan as the database does on the rows.
 */
export async function insertRows(tx: Tx, table: string, rows: readonly Record<string, unknown>[]) {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const into = Prisma.raw(`INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES `)
  const size = Math.floor(PARAMETERS / columns.length)
  for (let i = 0; i < rows.length; i += size) {
    const values = rows.slice(i, i + size).map((row) => Prisma.sql`(${Prisma.join(columns.map((column) => row[column]))})`)
    await tx.$executeRaw`${into}${Prisma.join(values)}`
  }
}
