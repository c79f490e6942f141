// npm run import -- <format> <file> --project KEY: brings tasks of another tool into a project; the same file again writes nothing.
import { statSync } from 'node:fs'
import type { Caller } from '#lib/auth/caller.ts'
import { commandCaller } from '#lib/auth/callers.ts'
import { db } from '#lib/db.ts'
import { isImportFormat } from '#lib/domain/import/formats.ts'
import { FORMATS } from '#lib/transfer/formats.ts'
import { isTimeZone } from '#lib/transfer/local-time.ts'
import { describeReport } from '#lib/transfer/report.ts'
import { asPerson } from './as-person.ts'
import { parse, runCommand, UsageError, type Printed } from './command.ts'

const USAGE = `Usage: npm run import -- FORMAT FILE --project KEY [options]

FORMAT is one of ${Object.keys(FORMATS).join(', ')}.

  --project KEY          the project to bring the tasks into; made when there is none (json: optional, another key)
  --create-project NAME  the name of a project that is made (default: its key)
  --dry-run              says what would happen and writes nothing
  --json                 prints the whole report, with a row for each line of the file
  --actor HANDLE         the person in whose name they come in (default: the only administrator, else nobody)
  --column HEADER=FIELD  csv: fills a field from a column; again for each. Without any they are guessed
  --list NAME            task-master: a tagged list to read; again for each (default: all)
  --time-zone ZONE       of times without one, such as Europe/Berlin (default: that of this machine)

The same file again writes nothing; a newer one brings what changed in it. Ends with 1 when lines had to be skipped.
`

const OPTIONS = {
  project: { type: 'string' },
  'create-project': { type: 'string' },
  'dry-run': { type: 'boolean' },
  actor: { type: 'string' },
  column: { type: 'string', multiple: true },
  list: { type: 'string', multiple: true },
  'time-zone': { type: 'string' },
} as const

const args = process.argv.slice(2)
if (args.length === 0 || args.includes('--help')) process.stdout.write(USAGE)
else await runCommand(USAGE, run, args.includes('--json'))

async function run(): Promise<Printed> {
  const { positionals, values } = parse(args, ['FORMAT', 'FILE'], OPTIONS)
  const [format = '', file = ''] = positionals
  const bring = isImportFormat(format) ? FORMATS[format] : undefined
  if (!bring) throw new UsageError(`"${format}" is no format; there is ${Object.keys(FORMATS).join(', ')}.`)
  // An export names its projects itself.
  const isNamed = format === 'json' && values.project === undefined
  if (!isNamed && !/^[a-z][a-z0-9]{1,9}$/i.test(values.project ?? ''))
    throw new UsageError('--project must be 2 to 10 letters and digits, a letter first.')
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`There is no file ${file}.`)
  const timeZone = values['time-zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!isTimeZone(timeZone)) throw new UsageError(`"${timeZone}" is no time zone; write one such as Europe/Berlin or UTC.`)
  const caller = await callerFor(values.actor)
  const destination = {
    project: values.project ?? '',
    name: values['create-project'],
    dryRun: values['dry-run'] ?? false,
    progress: progress(),
    timeZone,
    lists: values.list,
    columns: values.column && columnsIn(values.column),
  }
  const report = await bring(caller, file, destination)
  // Whoever runs it in a script must notice that something stayed out.
  if (report.skipped > 0) process.exitCode = 1
  return { json: report, lines: describeReport(report) }
}

async function callerFor(handle: string | undefined): Promise<Caller> {
  const who = handle === undefined ? { isAdmin: true } : { handle: handle.toLowerCase() }
  const people = await db().actor.findMany({
    where: { kind: 'PERSON', retiredAt: null, ...who },
    select: { id: true, handle: true },
    take: 2,
  })
  const [person, other] = people
  if (handle !== undefined && !person) throw new UsageError(`There is no person "${handle}".`)
  return person && !other ? asPerson(person) : commandCaller()
}

function columnsIn(given: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.lastIndexOf('=')
      if (at < 1) throw new UsageError(`--column must be HEADER=FIELD, not "${text}".`)
      return [text.slice(0, at), text.slice(at + 1) || null]
    }),
  )
}

function progress() {
  if (!process.stderr.isTTY) return () => {}
  return (done: number, of: number) => void process.stderr.write(`\r${done} of ${of} rows${done === of ? '\n' : ''}`)
}
