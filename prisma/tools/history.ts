import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Provider } from './engine.ts'
import { prismaFolder } from './folder.ts'

export const PROVIDERS = ['sqlite', 'postgres'] as const satisfies Provider[]

export interface Migration {
  name: string
  sql: string
  checksum: string
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export const folderOf = (provider: Provider) => join(prismaFolder(), 'migrations', provider)

/** All migrations of a database in the order in which they apply. */
export function migrations(provider: Provider): Migration[] {
  const folder = folderOf(provider)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: sha256(sql) }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The models that the migrations lead to, null before the first. */
export function snapshot(provider: Provider): string | null {
  const file = join(folderOf(provider), 'models.snapshot.prisma')
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

export function models(): string {
  const folder = join(prismaFolder(), 'models')
  const files = readdirSync(folder).filter((file) => file.endsWith('.prisma'))
  return files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
}

const checksumsFile = (provider: Provider) => join(folderOf(provider), 'checksums')

/** Checksums as they were when each migration was written, in the form of sha256sum. */
export function recordedChecksums(provider: Provider): Map<string, string> {
  const file = checksumsFile(provider)
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  return new Map(lines.map((line) => [line.slice(66).replace('/migration.sql', ''), line.slice(0, 64)]))
}

export function recordChecksums(provider: Provider): void {
  writeFileSync(
    checksumsFile(provider),
    migrations(provider)
      .map(({ name, checksum }) => `${checksum}  ${name}/migration.sql\n`)
      .join(''),
  )
}
