// What a build is made from, and whether the last one is still good.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
export const stampFile = join(root, 'dist/built-from')

/** What the server is bundled into, and where each begins: itself, and what its threads and processes run. */
export const BUNDLES = {
  server: 'server.ts',
  'server.reads': 'lib/domain/aside/thread.ts',
  'server.plugin': 'lib/plugins/thread.ts',
  'server.reading': 'lib/plugins/reading.ts',
  'server.export': 'lib/transfer/export/thread.ts',
  'server.import': 'lib/transfer/upload/child.ts',
}

const SOURCES = [
  'app',
  'graphql',
  'lib',
  'prisma',
  'public',
  'server.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]
const IGNORED = /(^|\/)\.build(\/|$)|\.test\.tsx?$|\.md$/

/** One hash over names and contents: copies and checkouts change times, not this. */
export function sourceStamp() {
  const hash = createHash('sha256').update(process.version)
  for (const source of SOURCES) for (const file of files(source)) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

export function isBuilt() {
  const bundles = Object.keys(BUNDLES).map((name) => join(root, `dist/${name}.mjs`))
  const outputs = [stampFile, ...bundles, join(root, '.next/BUILD_ID')]
  return outputs.every((file) => existsSync(file)) && readFileSync(stampFile, 'utf8') === sourceStamp()
}

/** Whether the generated clients are there and newer than the models. */
export function isGenerated() {
  const clients = ['sqlite', 'postgres'].map((name) => join(root, 'prisma/.build', name, 'client/client.ts'))
  if (!clients.every((file) => existsSync(file))) return false
  const made = Math.min(...clients.map((file) => statSync(file).mtimeMs))
  return files('prisma/models').every((file) => statSync(join(root, file)).mtimeMs <= made)
}

function files(path) {
  const full = join(root, path)
  if (!existsSync(full) || IGNORED.test(path)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => files(`${path}/${name}`))
}
