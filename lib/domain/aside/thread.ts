import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { parentPort } from 'node:worker_threads'
import { PrismaClient } from '#prisma/.build/sqlite/client/client.ts'
import type { Answer, Job } from './pool.ts'
import { READS } from './reads.ts'

/** The entry of the thread: one read-only connection a file, one answer a job. */
const clients = new Map<string, PrismaClient>()

parentPort?.on('message', ({ id, file, name, input }: Job) => {
  const read = READS[name] as (reads: PrismaClient, input: unknown) => Promise<unknown>
  read(clientOf(file), input).then(
    (result) => answer({ id, result }),
    (error: unknown) => answer({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})

const answer = (message: Answer) => parentPort?.postMessage(message)

function clientOf(file: string) {
  const client =
    clients.get(file) ?? new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: file, readonly: true }), errorFormat: 'minimal' })
  clients.set(file, client)
  return client
}
