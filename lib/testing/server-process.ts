import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { prismaFolder } from '#prisma/tools/folder.ts'
import { bundled } from './bundle.ts'

const root = dirname(prismaFolder())

export interface Ended {
  code: number | null
  output: string
  errors: string
}

export interface ServerProcess {
  child: ChildProcess
  /** Its own address, once it says that it is ready. */
  ready: Promise<string>
  ended: Promise<Ended>
}

/** Bundles server.ts and its threads as they are now, the way the build does, and answers the server's file. */
export const bundleServer = async (): Promise<string> => bundled('server.ts')

/** Starts the whole server, pages and all, on a free port. Its pages must have been built (`npm run build`). */
export function startServer(file: string, env: Record<string, string>): ServerProcess {
  if (!existsSync(join(root, '.next/BUILD_ID'))) throw new Error('The pages are not built: run `npm run build`, or `npm test`.')
  return runServer(file, env)
}

/** The same, for starts that fail before there are pages. */
export function runServer(file: string, env: Record<string, string>): ServerProcess {
  const data = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'task-orchestrator-server-'))
  const settings = {
    NODE_ENV: 'production' as const,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: data,
    LOG_FORMAT: 'json',
    LOG_LEVEL: 'info',
    DATABASE_URL: '',
  }
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: { ...process.env, ...settings, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code: typeof code === 'number' ? code : null, output, errors }))
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const address = /is ready at (http:\/\/[^"\s]+)/.exec(output)?.[1]
      if (address) resolve(address)
    })
    void ended.then((end) => reject(new Error(`The server ended with ${end.code}: ${end.errors}${end.output}`)))
  })
  // Whoever waits for the end alone expects it to fail.
  ready.catch(() => {})
  return { child, ready, ended }
}
