import type { Worker } from 'node:worker_threads'
import { db, dialect } from '#lib/db.ts'
import { startThread } from '#lib/thread.ts'
import type { Reads } from './reads.ts'

export interface Job {
  id: number
  file: string
  name: keyof Reads
  input: unknown
}
export type Answer = { id: number; result: unknown } | { id: number; error: string }

interface Pending {
  resolve: (result: unknown) => void
  reject: (error: Error) => void
}

/** A read that is not done by then ends with its thread, and with whatever else it had to do. */
const LONGEST_MS = 60_000
const IDLE_MS = 60_000

let thread: Worker | null = null
let lastId = 0
let timer: NodeJS.Timeout | undefined
const pending = new Map<number, Pending>()

/**
 * Runs a long read beside everything else: on SQLite, which reads in the thread that asks, in a thread of its own with its own
 * read-only connection. Call it with what the caller may see; `direct` runs it here on PostgreSQL, which reads elsewhere anyway.
 */
export async function aside<Name extends keyof Reads>(
  name: Name,
  input: Parameters<Reads[Name]>[1],
  direct: () => ReturnType<Reads[Name]>,
): Promise<Awaited<ReturnType<Reads[Name]>>> {
  if (dialect() === 'postgres') return await direct()
  // Asked of the connection, so that the thread reads the same file whoever has connected.
  const [main] = await db().$queryRaw<{ file: string }[]>`SELECT "file" FROM pragma_database_list WHERE "name" = 'main'`
  const worker = (thread ??= start())
  const result = await new Promise((resolve, reject) => {
    const id = ++lastId
    pending.set(id, { resolve, reject })
    watch(worker)
    worker.postMessage({ id, file: main?.file ?? '', name, input } satisfies Job)
  })
  return result as Awaited<ReturnType<Reads[Name]>>
}

function start() {
  const worker = startThread('reads', new URL('./thread.ts', import.meta.url))
  worker.on('message', (answer: Answer) => {
    const job = pending.get(answer.id)
    pending.delete(answer.id)
    watch(worker)
    if ('error' in answer) job?.reject(new Error(`A read in its thread failed: ${answer.error}`))
    else job?.resolve(answer.result)
  })
  worker.on('error', (error) => end(worker, error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => end(worker, new Error('The thread of long reads has ended.')))
  return worker
}

/** Only work keeps the process alive, and neither a stuck thread nor an idle one stays. */
function watch(worker: Worker) {
  clearTimeout(timer)
  if (pending.size > 0) worker.ref()
  else worker.unref()
  timer = setTimeout(() => end(worker, new Error('A long read was stopped.')), pending.size > 0 ? LONGEST_MS : IDLE_MS).unref()
}

function end(worker: Worker, why: Error) {
  if (thread !== worker) return
  thread = null
  clearTimeout(timer)
  const jobs = [...pending.values()]
  pending.clear()
  for (const { reject } of jobs) reject(why)
  void worker.terminate()
}
