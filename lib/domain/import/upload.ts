import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import { LIMITS } from '../limits.ts'
import type { ImportFormat } from './formats.ts'
import type { ImportOptions } from './options.ts'
import { requireMayImport } from './policy.ts'

interface Uploaded {
  id: string
  format: ImportFormat
  fileName: string
  size: number
  seen: NonNullable<ImportOptions['seen']>
  folder: string
}

/** Before a byte is taken: whether the caller may upload at all, and has not too many files waiting. */
export async function requireMayUpload(caller: Caller) {
  requireMayImport('UPLOAD', caller, null)
  const waiting = await db().import.count({
    where: { actorId: caller.actorId, state: { in: ['UPLOADED', 'CHECKING', 'CHECKED', 'RUNNING', 'FAILED'] } },
  })
  if (waiting >= LIMITS.importsPerActor)
    throw new InvalidInputError([
      { field: 'file', message: `you have ${waiting} uploaded files waiting, the most there may be; apply or cancel some` },
    ])
}

/** A file has arrived whole. Nothing of it is in a project yet, so there is no event. */
export async function recordUpload(caller: Caller, { id, format, fileName, size, seen, folder }: Uploaded) {
  requireMayImport('UPLOAD', caller, null)
  return write(caller, { name: 'uploadImport', input: { id }, gate: [] }, async (w) => {
    const options = JSON.stringify({ seen, folder } satisfies ImportOptions)
    const at = { createdAt: w.now, updatedAt: w.now }
    await w.tx.import.create({ data: { id, actorId: caller.actorId, format, state: 'UPLOADED', fileName, size, options, ...at } })
    return { import: id }
  })
}
