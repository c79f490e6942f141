import { createHash } from 'node:crypto'

/** The same for the same content, in whatever order its keys come. */
export function fingerprint(mapping: string, content: unknown): string {
  const ordered = JSON.stringify(content, (_, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
  return createHash('sha256').update(`${mapping} ${ordered}`).digest('hex')
}
