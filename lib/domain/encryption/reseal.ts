import { currentKey, opened, openSecret, sealBody, sealSecret, secretKeyId, secretsKeyId } from '#lib/cipher.ts'
import { db, Prisma, transaction, type Tx } from '#lib/db.ts'

const BATCH = 200

export interface Resealed {
  entries: number
  secrets: number
}

/**
 * Brings every body and every kept secret under the current key, or, without one, bodies back into clear text. In small
 * transactions, so that a server goes on beside it; ended half-way, the next run does what is left.
 * @param progress told after each batch how many entries are done
 * @throws SealError when a body does not open: what was sealed before it stays sealed
 */
export async function resealAll(progress: (entries: number) => void = () => {}): Promise<Resealed> {
  let entries = 0
  // Until none is left: a server that was restarted meanwhile may have written some under the key of before.
  for (let found = -1; found !== 0; entries += found) found = await resealOnce((done) => progress(entries + done))
  const secrets = await resealSecrets()
  await forgetUnused()
  return { entries, secrets }
}

async function resealOnce(progress: (entries: number) => void): Promise<number> {
  const key = currentKey()
  const isOther = key ? { OR: [{ keyId: null }, { keyId: { not: key.id } }] } : { keyId: { not: null } }
  let done = 0
  for (let last = ''; ;) {
    const rows = await db().contextEntry.findMany({
      where: { ...isOther, id: { gt: last } },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: SEALED,
    })
    if (rows.length === 0) return done
    await transaction([], (tx) => reseal(tx, rows))
    last = rows.at(-1)?.id ?? last
    progress((done += rows.length))
  }
}

const SEALED = { id: true, body: true, keyId: true, nonce: true } as const

/**
 * Each only if it is still as it was read: another run may have been quicker. Raw: one statement for all of them, where Prisma has one
 * for each.
 */
async function reseal(tx: Tx, rows: Prisma.ContextEntryGetPayload<{ select: typeof SEALED }>[]) {
  const fresh = rows.map((row) => {
    const { body, keyId, nonce } = sealBody(row.id, opened(row).body)
    return Prisma.sql`(${row.id}, ${row.keyId}, ${row.nonce}, ${body}, ${keyId}, ${nonce})`
  })
  // Both databases name the columns of VALUES so.
  await tx.$executeRaw`
    UPDATE "ContextEntry" SET "body" = fresh.column4, "keyId" = fresh.column5, "nonce" = fresh.column6
    FROM (VALUES ${Prisma.join(fresh)}) AS fresh
    WHERE "ContextEntry"."id" = fresh.column1 AND "ContextEntry"."keyId" IS NOT DISTINCT FROM fresh.column2
      AND "ContextEntry"."nonce" IS NOT DISTINCT FROM fresh.column3`
}

async function resealSecrets(): Promise<number> {
  const isOther = (secret: string | null) => secret !== null && secretKeyId(secret) !== secretsKeyId()
  const rows = await db().webhook.findMany({ select: { id: true, secret: true, earlierSecret: true } })
  let done = 0
  for (const { id, secret, earlierSecret } of rows.filter((row) => isOther(row.secret) || isOther(row.earlierSecret))) {
    const again = (sealed: string) => sealSecret(openSecret(sealed))
    const data = { secret: again(secret), earlierSecret: earlierSecret === null ? null : again(earlierSecret) }
    done += (await transaction([], (tx) => tx.webhook.updateMany({ where: { id, secret, earlierSecret }, data }))).count
  }
  return done
}

/** A key that nothing is sealed under any more is not asked for at the next start. */
async function forgetUnused() {
  const current = currentKey()?.id ?? null
  await transaction([], async (tx) => {
    const used = await tx.contextEntry.findMany({ where: { keyId: { not: null } }, distinct: ['keyId'], select: { keyId: true } })
    const kept = [current, ...used.map((row) => row.keyId)].filter((id) => id !== null)
    await tx.encryptionKey.deleteMany({ where: { id: { notIn: kept } } })
  })
}
