import { PrismaClient } from '#prisma/.build/sqlite/client/client.ts'
import { type Engine, type Patience } from './engine.ts'
import type { Batch } from './group-commit.ts'
import { sqliteFile } from './sqlite-file.ts'
import { openShell } from './sqlite-shell.ts'
import { isOutage, unavailable } from './unavailable.ts'

const POLL_MS = 250

/** @param url `file:` and a path, relative to the working directory. */
export async function openSqlite(url: string, patience: Patience): Promise<Engine> {
  const shell = await openShell(sqliteFile(url))
  const client = new PrismaClient({ adapter: shell.factory, transactionOptions: patience, errorFormat: 'minimal' })
  return {
    dialect: 'sqlite',
    reads: client,
    writes: client,
    async transaction(_gate, run) {
      let batch: Batch | null = null
      try {
        return await client.$transaction((tx) => {
          batch = shell.gate.current
          return run(tx)
        })
      } catch (error) {
        // Also a refusal is withdrawn with its batch: it may rest on what an earlier member wrote.
        throw isFaulty(batch) || isOutage(error) ? unavailable(error) : error
      }
    },
    now: async () => new Date(),
    notify: async () => {},
    watch: (wake) =>
      watch(
        () => shell.dataVersion(),
        () => wake(null),
      ),
    commits: () => shell.gate.commits,
    async close() {
      await client.$disconnect()
      await shell.close()
    },
  }
}

const isFaulty = (batch: Batch | null) => batch !== null && batch.fault !== null

function watch(version: () => Promise<number>, changed: () => void) {
  let last: number | null = null
  const poll = async () => {
    // Another process may hold the file for a moment; the next round sees what it wrote.
    const now = await version().catch(() => last)
    if (last !== null && now !== last) changed()
    last = now
  }
  const first = poll()
  const timer = setInterval(poll, POLL_MS).unref()
  return async () => {
    clearInterval(timer)
    await first
  }
}
