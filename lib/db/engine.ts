import type { Prisma, PrismaClient } from '#prisma/.build/sqlite/client/client.ts'

/** SQLite's client also types PostgreSQL's: its types are the strict subset of the two. */
export type Db = PrismaClient
export type Tx = Prisma.TransactionClient
export type Dialect = 'sqlite' | 'postgres'

/** What both databases offer behind lib/db.ts. */
export interface Engine {
  readonly dialect: Dialect
  readonly reads: Db
  readonly writes: Db
  transaction<T>(gate: readonly string[], run: (tx: Tx) => Promise<T>): Promise<T>
  now(tx: Tx): Promise<Date>
  notify(tx: Tx, payload: string): Promise<void>
  /** Calls `wake` when another process may have written; answers with what ends the watch. */
  watch(wake: (payload: string | null) => void): () => Promise<void>
  /** How often it has committed, where one commit serves several writes. */
  commits?(): number
  close(): Promise<void>
}

/** Milliseconds that a write waits for its turn, and that it may then take. */
export interface Patience {
  maxWait: number
  timeout: number
}
