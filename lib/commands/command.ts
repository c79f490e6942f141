import { parseArgs, type ParseArgsConfig } from 'node:util'
import { connect, disconnect } from '#lib/db.ts'
import { checkKeys } from '#lib/domain/encryption/check.ts'
import { env } from '#lib/env.ts'
import { DomainError } from '#lib/errors.ts'
import { faultOf } from '#lib/storage/fault.ts'
import { migrate } from '#prisma/tools/migrate.ts'

/** What a command prints: JSON with --json, else these lines. */
export interface Printed {
  json: unknown
  lines: string[]
}

/** A call that does not fit the usage. */
export class UsageError extends Error {}

/** Runs one command against the configured database, beside a running server or without one. Ends with 1 when refused, 2 when called wrongly. */
export async function runCommand(usage: string, run: () => Promise<Printed>, isJson: boolean): Promise<void> {
  const connected = async () => {
    const { DATABASE_URL } = env()
    await migrate(DATABASE_URL)
    await connect(DATABASE_URL)
    await checkKeys('command')
    return run()
  }
  await runAlone(usage, connected, isJson)
  await disconnect()
}

/** The same for a command that opens the database itself. */
export async function runAlone(usage: string, run: () => Promise<Printed>, isJson: boolean): Promise<void> {
  if (process.argv.includes('--help')) return void process.stdout.write(usage)
  try {
    const { json, lines } = await run()
    process.stdout.write(isJson ? `${JSON.stringify(json, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''))
  } catch (error) {
    process.exitCode = fail(error, usage, isJson)
  }
}

/** Whose message alone says what to do. */
const EXPECTED = new Set(['ConfigurationError', 'MigrationError', 'KeyError', 'SealError', 'StorageError'])

function fail(error: unknown, usage: string, isJson: boolean): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}`)
    return 2
  }
  if (error instanceof DomainError) {
    const { code, message, hint } = error
    process.stderr.write(isJson ? `${JSON.stringify({ error: { code, message, hint } })}\n` : `${message} ${hint}\n`)
    return 1
  }
  const isExpected = error instanceof Error && EXPECTED.has(error.name)
  const told = isExpected ? error.message : (faultOf(error) ?? (error instanceof Error ? error.stack : String(error)))
  process.stderr.write(`${told}\n`)
  return 1
}

/** @throws UsageError for unknown options, too few and too many arguments */
export function parse<O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  names: readonly string[],
  options: O,
  optional: readonly string[] = [],
) {
  const parsed = attempt(() =>
    parseArgs({ args, allowPositionals: true, strict: true, options: { ...options, json: { type: 'boolean' } } }),
  )
  const { positionals, values } = parsed
  if (positionals.length < names.length) throw new UsageError(`Missing: ${names.slice(positionals.length).join(', ')}.`)
  const most = names.length + optional.length
  if (positionals.length > most) throw new UsageError(`Unexpected: ${positionals.slice(most).join(', ')}.`)
  return { positionals, values }
}

function attempt<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** A table of text, its columns as wide as their widest cell. */
export function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)))
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
