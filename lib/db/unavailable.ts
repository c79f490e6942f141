import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import { UnavailableError } from '#lib/errors.ts'
import { Prisma } from '#prisma/.build/sqlite/client/client.ts'

/** The refusal that a caller meets, with the driver's own error kept as its cause for the log. */
export function unavailable(cause: unknown): UnavailableError {
  return cause instanceof UnavailableError ? cause : Object.assign(new UnavailableError(), { cause })
}

/** Whether the database, not the statement, is why it failed. */
export function isOutage(error: unknown): boolean {
  if (error instanceof UnavailableError) return true
  if (error instanceof DriverAdapterError) return KINDS.has(error.cause.kind)
  if (error instanceof Prisma.PrismaClientKnownRequestError) return CODES.has(error.code) || SQL_STATES.test(sqlState(error))
  return error instanceof Error && (SYSTEM.test(String(Reflect.get(error, 'code'))) || PG_DRIVER.test(error.message))
}

// Not reachable, connection closed, lock time-out, pool time-out, transaction not started or not finished in time, deadlock.
const CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'])
const KINDS = new Set(['SocketTimeout', 'DatabaseNotReachable', 'ConnectionClosed', 'TooManyConnections', 'TransactionAlreadyClosed'])
// Connection lost, out of resources, the server shuts down or starts, deadlock.
const SQL_STATES = /^(08|53|57P|40)/
const SYSTEM = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|57P)/
// The driver gives these no code.
const PG_DRIVER = /^(Client has encountered a connection error|Connection terminated|timeout exceeded when trying to connect)/

function sqlState({ meta }: Prisma.PrismaClientKnownRequestError): string {
  const driver = meta?.driverAdapterError
  return driver instanceof DriverAdapterError ? (driver.cause.originalCode ?? '') : ''
}
