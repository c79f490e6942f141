// npm run import -- beads <file> --project KEY: brings tasks of another tool into a project; the same file again writes nothing.
import { statSync } from 'node:fs'
import type { Caller } from '#lib/auth/caller.ts'
import { commandCaller } from '#lib/auth/callers.ts'
import { db } from '#lib/db.ts'
import { bringIn } from '#lib/transfer/bring-in.ts'
import { readBeadsFile } from '#lib/transfer/read-beads.ts'
import { describeReport } from '#lib/transfer/report.ts'
import { asPerson } from './as-person.ts'
import { parse, runCommand, UsageError, type Printed } from './command.ts'

const USAGE = `Usage: npm run import -- beads FILE --project KEY [--create-project NAME] [--dry-run] [--json] [--actor HANDLE]

  --project KEY          the project to bring the tasks into; made when there is none
  --create-project NAME  the name of a project that is made (default: its key)
  --dry-run              says what would happen and writes nothing
  --json                 prints the whole report, with a row for each line of the file
  --actor HANDLE         the person in whose name they come in (default: the only administrator, else nobody)

The same file again writes nothing; a newer one brings what changed in it. Ends with 1 when lines had to be skipped.
`

/** Each source is read into the same plan. */
const FORMATS: Record<string, typeof readBeadsFile> = { beads: readBeadsFile }

const OPTIONS = {
  project: { type: 'string' },
  'create-project': { type: 'string' },
  'dry-run': { type: 'boolean' },
  actor: { type: 'string' },
} as const

const args = process.argv.slice(2)
if (args.length === 0 || args.includes('--help')) process.stdout.write(USAGE)
else await runCommand(USAGE, run, args.includes('--json'))

async function run(): Promise<Printed> {
  const { positionals, values } = parse(args, ['FORMAT', 'FILE'], OPTIONS)
  const [format = '', file = ''] = positionals
  const read = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined
  if (!read) throw new UsageError(`"${format}" is no format; there is ${Object.keys(FORMATS).join(', ')}.`)
  if (!/^[a-z][a-z0-9]{1,9}$/i.test(values.project ?? ''))
    throw new UsageError('--project must be 2 to 10 letters and digits, a letter first.')
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`There is no file ${file}.`)
  const caller = await callerFor(values.actor)
  const destination = {
    project: values.project ?? '',
    name: values['create-project'],
    dryRun: values['dry-run'] ?? false,
    progress: progress(),
  }
  const report = await bringIn(caller, await read(file), destination)
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

function progress() {
  if (!process.stderr.isTTY) return () => {}
  return (done: number, of: number) => void process.stderr.write(`\r${done} of ${of} tasks${done === of ? '\n' : ''}`)
}
