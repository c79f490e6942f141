import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What cannot be backed up, restored or moved, in one line for the operator. */
export class StorageError extends Error {
  override name = 'StorageError'
}

const schema = z.object({
  format: z.literal('task-orchestrator-backup'),
  version: z.literal(1),
  reason: z.string(),
  takenAt: z.string(),
  /** The database it was taken from. */
  dialect: z.enum(['sqlite', 'postgres']),
  migrations: z.array(z.string()),
  file: z.object({ name: z.enum(['database.db', 'database.jsonl.gz']), bytes: z.number(), sha256: z.string() }),
  tables: z.record(z.string(), z.object({ rows: z.number(), sha256: z.string() })),
  /** Ids of the keys that bodies are sealed under; the keys themselves are not in a backup. */
  keys: z.array(z.string()),
})
export type Manifest = z.output<typeof schema>

export const MANIFEST = 'manifest.json'

/** @throws StorageError when the folder is no finished backup, or its file is not the one that was written */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST)
  if (/\.partial-\d+$/.test(folder)) throw new StorageError(`${folder} is a backup that was not finished; use another.`)
  if (!existsSync(path)) throw new StorageError(`${folder} is not a backup: it has no ${MANIFEST}.`)
  const manifest = parse(path)
  const file = join(folder, manifest.file.name)
  if (!existsSync(file)) throw new StorageError(`The backup ${folder} lacks its ${manifest.file.name}.`)
  const sha256 = await fileHash(file)
  if (sha256 !== manifest.file.sha256)
    throw new StorageError(
      `The backup ${folder} is damaged: ${manifest.file.name} has the checksum ${sha256}, not ${manifest.file.sha256}.`,
    )
  return manifest
}

function parse(path: string): Manifest {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    throw new StorageError(`${path} is not a manifest that this program knows: ${first}`)
  }
}

export async function fileHash(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
