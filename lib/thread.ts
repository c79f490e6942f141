import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Starts a thread of this program. The build puts it beside the server, under `name`; from the sources it learns to read TypeScript
 * first, for what the process was started with does not reach it.
 */
export function startThread(name: string, entry: URL, options: WorkerOptions = {}): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(import.meta.url.replace(/\.mjs$/, `.${name}.mjs`)), options)
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(entry.href)}) })`
  return new Worker(code, { ...options, eval: true })
}
