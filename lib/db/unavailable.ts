import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import { UnavailableError } from '#lib/errors.ts'
import { Prisma } from '#prisma/.build/sqlite/client/client.ts'

/** The refusal that a caller meets, with the driver's own error kept as its cause for the log. */
export function unavailable(cause: unknown): UnavailableError {
  return cause instanceof UnavailableError ? cause : Object.assign(new UnavailableError(), { cause })
}

// Not reachable, connection closed, lock time-out, pool time-out, transaction not started or not finished in time.
const CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])
const KINDS = new Set(['SocketTimeout', 'DatabaseNotReachable', 'ConnectionClosed', 'TooManyConnections', 'TransactionAlreadyClosed'])

/** Whether the database, not the statement, is why it failed. */
export function isOutage(error: unknown): boolean {
  if (error instanceof UnavailableError) return true
  if (error instanceof DriverAdapterError) return KINDS.has(error.cause.kind)
  return error instanceof Prisma.PrismaClientKnownRequestError && CODES.has(error.code)
}
