import { runInNewContext } from 'node:vm'

const TIME_LIMIT_MS = 100
const ATTEMPTS = 10
const SCRIPT = 'JSON.stringify(JSON.parse(given).map(([pattern, text]) => new RegExp(`^(?:${pattern})$`, "u").test(text)))'

/**
 * Whether each text fits its pattern, in whole. A pattern is somebody's regular expression, which may take for ever: they run in a
 * context of their own that is stopped; null when it was. Stopped without having worked, on a busy machine, it is tried again.
 */
export function fits(checks: readonly (readonly [pattern: string, text: string])[]): boolean[] | null {
  if (checks.length === 0) return []
  const given = JSON.stringify(checks)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = process.cpuUsage()
    try {
      return JSON.parse(String(runInNewContext(SCRIPT, { given }, { timeout: TIME_LIMIT_MS }))) as boolean[]
    } catch (error) {
      if (!isTimeout(error)) throw error
      const { user, system } = process.cpuUsage(before)
      if (user + system > TIME_LIMIT_MS * 500) return null
    }
  }
  return null
}

const isTimeout = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'

/** What is wrong with a pattern; null when it is one. */
export function patternFault(pattern: string): string | null {
  try {
    new RegExp(`^(?:${pattern})$`, 'u')
    return null
  } catch {
    return 'is no regular expression'
  }
}
