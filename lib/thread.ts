import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Starts a thread of this program. The build puts it beside the server, under `name`; from the sources it learns to read TypeScript
 * first, for what the process was started with does not reach it.
 */
export function startThread(name: string, entry: URL, options: WorkerOptions = {}): Worker {
  if (!isSource()) return new Worker(besides(name), options)
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(entry.href)}) })`
  return new Worker(code, { ...options, eval: true })
}

interface ProcessOptions {
  args: string[]
  /** Of Node. */
  flags: string[]
  /** Beside what this process has, and before it. */
  environment: Record<string, string>
}

/** The same as a process of its own, which prints where this one does and can send it messages. */
export function startProcess(name: string, entry: URL, { args, flags, environment }: ProcessOptions): ChildProcess {
  const file = fileURLToPath(isSource() ? entry : besides(name))
  const execArgv = [...flags, ...(file.endsWith('.ts') ? ['--import', 'tsx'] : [])]
  return fork(file, args, { execArgv, env: { ...process.env, ...environment }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

const isSource = () => import.meta.url.endsWith('.ts')
const besides = (name: string) => new URL(import.meta.url.replace(/\.mjs$/, `.${name}.mjs`))
