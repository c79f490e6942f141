import { readFileSync } from 'node:fs'

interface Entry {
  resolved?: string
  link?: boolean
  optionalDependencies?: Record<string, string>
}

/**
 * A lockfile that names a host installs from nowhere else. One that was written while a registry lacked some platform's
 * package leaves it out silently, and `npm ci` then fails on every platform.
 */
export function lockfileFaults(file: string): string[] {
  const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> }
  const entries = Object.entries(lock.packages)
  const hosts = entries
    .filter(([, { resolved, link }]) => resolved && !link)
    .map(([path, { resolved }]) => `${path} names a host: ${resolved}`)
  const missing = entries.flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter((name) => !candidates(path, name).some((candidate) => candidate in lock.packages))
      .map((name) => `${path || 'the project'} may need ${name}, which has no entry: delete the lockfile, or choose another version`),
  )
  return [...hosts, ...missing]
}

/** Where node looks for a package that is wanted at `path`: beside it, then further out. */
function candidates(path: string, name: string): string[] {
  const parts = path === '' ? [] : path.split(/(?:^|\/)node_modules\//).filter(Boolean)
  return parts
    .reduceRight<string[]>(
      (found, _, index) => [
        ...found,
        `${parts
          .slice(0, index + 1)
          .map((part) => `node_modules/${part}`)
          .join('/')}/node_modules/${name}`,
      ],
      [],
    )
    .concat(`node_modules/${name}`)
}
