import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const BUILD_MS = 10 * 60_000

/** The server at this address, started when none answers there. Answers the process that was started, or null. */
export async function ensureServer(url: string): Promise<ChildProcess | null> {
  if (await isReady(url)) return null
  process.stdout.write(`No server answers at ${url}; starting one (npm start) …\n`)
  const server = spawn(process.execPath, [join(process.cwd(), 'lib/commands/start.mjs')], { stdio: 'inherit' })
  for (const end = performance.now() + BUILD_MS; performance.now() < end; await sleep(300)) {
    if (server.exitCode !== null) throw new Error('The server did not start; its reason stands above.')
    if (await isReady(url)) return server
  }
  server.kill()
  throw new Error(`The server did not answer at ${url} within ${BUILD_MS / 60_000} minutes.`)
}

const isReady = (url: string) =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  )
