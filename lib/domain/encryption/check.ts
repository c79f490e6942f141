import { type StoredBody, currentKey, keyIds, opened, sealBody } from '#lib/cipher.ts'
import { db, transaction } from '#lib/db.ts'

/** The keys of the configuration do not fit the database: one line for the operator. */
export class KeyError extends Error {
  override name = 'KeyError'
}

const KNOWN_TEXT = 'task-orchestrator'

/**
 * Compares the configured keys with those that have sealed something here, and records a new one.
 * @param as a server may bring a new key; a command beside a running server may not, since that server could not open what it seals
 * @throws KeyError when a key is missing, wrong, or unknown to the running server: nothing was changed
 */
export async function checkKeys(as: 'server' | 'command'): Promise<void> {
  const rows = await db().encryptionKey.findMany({ orderBy: { createdAt: 'asc' } })
  const current = currentKey()
  const missing = rows.filter((row) => !keyIds().includes(row.id)).map((row) => row.id)
  if (missing.length > 0) throw new KeyError(missingKeys(missing))
  for (const { id, check } of rows) verify(id, check)
  if (current === null || rows.some((row) => row.id === current.id && row.isCurrent)) return
  if (as === 'command' && (await serverRuns()))
    throw new KeyError(
      `A server is running that does not seal with the key ${current.id}. Restart it with this ENCRYPTION_KEY first, so that it can open what this command seals.`,
    )
  await record(current.id)
}

async function record(id: string) {
  await transaction([], async (tx) => {
    const check = JSON.stringify(sealBody(checkId(id), KNOWN_TEXT))
    await tx.encryptionKey.updateMany({ where: { id: { not: id } }, data: { isCurrent: false } })
    await tx.encryptionKey.upsert({
      where: { id },
      create: { id, check, isCurrent: true, createdAt: new Date() },
      update: { isCurrent: true },
    })
  })
}

/** An id is only the beginning of a hash; the known text says whether it is the key itself. */
function verify(id: string, check: string) {
  try {
    if (opened({ id: checkId(id), ...(JSON.parse(check) as StoredBody) }).body === KNOWN_TEXT) return
  } catch {
    // Said below, in words for whoever configures.
  }
  throw new KeyError(`The configured key ${id} is not the one that sealed texts in this database.`)
}

const checkId = (id: string) => `key:${id}`

function missingKeys(missing: string[]) {
  const given =
    keyIds().length > 0
      ? `the configured ${keyIds().join(', ')} ${keyIds().length > 1 ? 'are others' : 'is another'}`
      : 'none is configured'
  return (
    `Texts in this database are sealed under the key ${missing.join(', ')}, but ${given}. ` +
    'Set ENCRYPTION_KEY to that key; to replace it, set the new one and name the old one in ENCRYPTION_OLD_KEYS.'
  )
}

async function serverRuns() {
  return (await db().job.findFirst({ where: { leaseUntil: { gt: new Date() } } })) !== null
}
