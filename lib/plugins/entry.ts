import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Start } from './messages.ts'

const FILES = ['plugin.ts', 'plugin.js', 'plugin.mjs', 'index.ts', 'index.js', 'index.mjs']

/** What a thread is to load for an entry of PLUGINS: the name of one that comes along, a path, or the name of a package. */
export function startOf(given: string, working = process.cwd()): Start {
  const root = programRoot()
  const shared = { from: pathToFileURL(join(working, 'package.json')).href, api: pathToFileURL(join(root, 'lib/plugins/api.ts')).href }
  const shipped = join(root, 'lib/plugins/shipped', given, 'plugin.ts')
  if (/^[a-z0-9-]+$/.test(given) && existsSync(shipped)) return { ...shared, specifier: pathToFileURL(shipped).href }
  if (!given.startsWith('.') && !isAbsolute(given)) return { ...shared, specifier: given }
  return { ...shared, specifier: pathToFileURL(fileOf(resolve(working, given))).href }
}

function fileOf(path: string): string {
  if (!existsSync(path)) throw new Error(`there is no file ${path}`)
  if (!statSync(path).isDirectory()) return path
  const found = [mainOf(path), ...FILES].find((name) => name !== null && existsSync(join(path, name)))
  if (!found) throw new Error(`${path} has none of ${FILES.join(', ')}, and no "main" in a package.json`)
  return join(path, found)
}

function mainOf(folder: string): string | null {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return null
  const { main } = JSON.parse(readFileSync(file, 'utf8')) as { main?: unknown }
  return typeof main === 'string' && extname(main) !== '' ? main : null
}

/** The folder that has this program's sources, also when it runs from a bundle. */
function programRoot(): string {
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()])
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(folder, 'lib/plugins/api.ts'))) return folder
      if (folder === dirname(folder)) break
    }
  throw new Error('There is no lib/plugins/api.ts beside the program or in the working directory.')
}
