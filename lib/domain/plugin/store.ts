import { z } from 'zod'
import { db, now, Prisma, transaction, type Tx } from '#lib/db.ts'
import { codePoints, parse, text } from '../input.ts'
import { LIMITS } from '../limits.ts'

const { collection: longestName, key: longestKey, value: longestValue, rowsAtOnce } = LIMITS.plugin
const collection = text(longestName, 1)
const key = text(longestKey, 1)

const changes = z
  .array(z.object({ collection, key, value: z.string().nullable() }))
  .max(rowsAtOnce, `at most ${rowsAtOnce} changes at once`)
  .superRefine((list, context) =>
    list.forEach(({ value }, i) => {
      const bytes = value === null ? 0 : Buffer.byteLength(value)
      if (bytes > longestValue)
        context.addIssue({ code: 'custom', path: [i, 'value'], message: `has ${bytes} bytes, at most ${longestValue} are allowed` })
    }),
  )

const page = z.object({
  prefix: text(longestKey).default(''),
  after: text(longestKey).default(''),
  first: z.int().min(1).max(rowsAtOnce).default(100),
})

/** A row of its own says how much there is, so that no write has to count. */
const USAGE = { collection: '', key: 'usage' }
interface Usage {
  rows: number
  bytes: number
}

export async function storeGet(plugin: string, inCollection: unknown, withKey: unknown): Promise<unknown> {
  const id = { plugin, collection: parse(collection, inCollection), key: parse(key, withKey) }
  const row = await db().pluginRow.findUnique({ where: { plugin_collection_key: id } })
  return row && (JSON.parse(row.value) as unknown)
}

/** By key, after one of them. */
export async function storeList(plugin: string, inCollection: unknown, given: unknown) {
  const { prefix, after, first } = parse(page, given)
  const begins = prefix ? Prisma.sql`AND substr("key", 1, CAST(${codePoints(prefix)} AS INTEGER)) = ${prefix}` : Prisma.empty
  const found = await db().$queryRaw<{ key: string }[]>`
    SELECT "key" FROM "PluginRow" WHERE "plugin" = ${plugin} AND "collection" = ${parse(collection, inCollection)} AND "key" > ${after} ${begins}
    ORDER BY "key" LIMIT ${first}`
  const keys = found.map((row) => row.key)
  const rows = await db().pluginRow.findMany({ where: { plugin, collection: parse(collection, inCollection), key: { in: keys } } })
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return keys.flatMap((one) => {
    const row = byKey.get(one)
    return row ? [{ key: row.key, value: JSON.parse(row.value) as unknown, updatedAt: row.updatedAt.toISOString() }] : []
  })
}

/** All changes or none; a row that is named twice has the last value. Throws when the plugin would have more than its quota. */
export async function storeWrite(plugin: string, given: unknown): Promise<void> {
  const list = parse(changes, given)
  if (!list.length) return
  const last = [...new Map(list.map((change) => [`${change.collection}\0${change.key}`, change])).values()]
  await transaction([], async (tx) => {
    const at = await now(tx)
    const before = await take(tx, plugin, last)
    const rows = last.flatMap(({ value, ...id }) => (value === null ? [] : [{ plugin, ...id, value, updatedAt: at }]))
    await count(tx, plugin, at, { rows: rows.length - before.rows, bytes: sizeOf(rows) - before.bytes })
    if (rows.length) await tx.pluginRow.createMany({ data: rows })
  })
}

/** Removes the rows that are written anew, and says how much that was. */
async function take(tx: Tx, plugin: string, changed: readonly { collection: string; key: string }[]): Promise<Usage> {
  const names = [...new Set(changed.map((change) => change.collection))]
  const taken: Usage = { rows: 0, bytes: 0 }
  for (const name of names) {
    const keys = changed.filter((change) => change.collection === name).map((change) => change.key)
    const where = { plugin, collection: name, key: { in: keys } }
    const rows = await tx.pluginRow.findMany({ where, select: { key: true, value: true } })
    taken.rows += rows.length
    taken.bytes += sizeOf(rows)
    if (rows.length) await tx.pluginRow.deleteMany({ where })
  }
  return taken
}

const sizeOf = (rows: readonly { key: string; value: string }[]) =>
  rows.reduce((sum, { key: name, value }) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0)

async function count(tx: Tx, plugin: string, at: Date, more: Usage) {
  const id = { plugin, ...USAGE }
  const row = await tx.pluginRow.findUnique({ where: { plugin_collection_key: id } })
  const used: Usage = row ? (JSON.parse(row.value) as Usage) : { rows: 0, bytes: 0 }
  const next = { rows: used.rows + more.rows, bytes: used.bytes + more.bytes }
  for (const what of ['rows', 'bytes'] as const)
    if (more[what] > 0 && next[what] > LIMITS.plugin[what])
      throw new Error(`the store would have ${next[what]} ${what}, at most ${LIMITS.plugin[what]} are allowed`)
  const data = { value: JSON.stringify(next), updatedAt: at }
  await tx.pluginRow.upsert({ where: { plugin_collection_key: id }, create: { ...id, ...data }, update: data, select: { key: true } })
}

/** How much each plugin keeps. */
export async function storeUsage(): Promise<Map<string, Usage>> {
  const rows = await db().pluginRow.findMany({ where: USAGE })
  return new Map(rows.map(({ plugin, value }) => [plugin, JSON.parse(value) as Usage]))
}
