import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '#lib/env.ts'

/** Where uploaded files wait for their import, beside the data of this node. */
const folder = () => join(env().DATA_DIR, 'imports')

export function storedFile(id: string): string {
  mkdirSync(folder(), { recursive: true, mode: 0o700 })
  return join(folder(), id)
}

export const dropStored = (id: string) => rmSync(join(folder(), id), { force: true })

/** Ids of the imports whose files are here. */
export const storedIds = (): string[] =>
  existsSync(folder()) ? readdirSync(folder()).filter((name) => /^imp_[0-9a-f]{16}$/.test(name)) : []
