import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { env } from '#lib/env.ts'

/** Where uploaded files wait for their import, beside the data of this node. */
const folder = () => join(env().DATA_DIR, 'imports')

/** The folder in a word, by which nodes that share it know each other, and others do not. */
export const folderName = () => createHash('sha256').update(`${hostname()} ${env().DATA_DIR}`).digest('hex').slice(0, 16)

export function storedFile(id: string): string {
  mkdirSync(folder(), { recursive: true, mode: 0o700 })
  return join(folder(), id)
}

export const isStored = (id: string) => existsSync(join(folder(), id))

export const dropStored = (id: string) => rmSync(join(folder(), id), { force: true })

/** Ids of the imports whose files are here. */
export const storedIds = (): string[] =>
  existsSync(folder()) ? readdirSync(folder()).filter((name) => /^imp_[0-9a-f]{16}$/.test(name)) : []
