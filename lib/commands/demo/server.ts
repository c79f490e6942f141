import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const BUILD_MS = 10 * 60_000

/** The server at this address, started when none answers there. Answers the process that was started, or null. */
export async function ensureServer(url: string): Promise<ChildProcess | null> {
  if (await isReady(url)) return null
  process.stdout.write(`No server answers at ${url}; starting one (npm start) …\n`)
  // In a group of its own: Ctrl-C must reach the agents first, who give back their tasks through the server.
  const server = spawn(process.execPath, [join(process.cwd(), 'lib/commands/start.mjs')], { stdio: 'inherit', detached: true })
  // The group: while it still builds, the builder must end with it. A signal alone would end us without an 'exit'.
  const end = () => void (server.pid && isRunning(server) && process.kill(-server.pid))
  const leave = () => process.exit(130)
  process.on('exit', end)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave)
  for (const until = performance.now() + BUILD_MS; performance.now() < until; await sleep(300)) {
    if (!isRunning(server)) throw new Error('The server did not start; its reason stands above.')
    if (await isReady(url)) {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, leave)
      return server
    }
  }
  throw new Error(`The server did not answer at ${url} within ${BUILD_MS / 60_000} minutes.`)
}

/** Neither ended by itself nor by a signal. */
export const isRunning = (process: ChildProcess) => process.exitCode === null && process.signalCode === null

const isReady = (url: string) =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  )
