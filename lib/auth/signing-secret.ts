import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '#lib/env.ts'

/** Signs session cookies. Without AUTH_SECRET it is made once and kept in the data directory, readable by its owner alone. */
export function signingSecret(): string {
  return env().AUTH_SECRET ?? (kept ??= keep(env().DATA_DIR))
}

let kept: string | undefined

function keep(directory: string) {
  const file = join(directory, 'auth-secret')
  const draft = `${file}.${process.pid}`
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    // A link is made whole or not at all, so that processes which start together agree on one secret.
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8').trim()
}
