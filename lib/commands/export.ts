// npm run export -- [FORMAT] [--project KEY] [--out FILE]: writes projects to a file or to the standard output, beside a running server.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Caller } from '#lib/auth/caller.ts'
import { commandCaller } from '#lib/auth/callers.ts'
import { connectedUrl, db } from '#lib/db.ts'
import { openSnapshots } from '#lib/db/snapshots.ts'
import { EXPORT_FORMATS } from '#lib/transfer/export/formats.ts'
import { planExport } from '#lib/transfer/export/plan-export.ts'
import { writeExport } from '#lib/transfer/export/write-export.ts'
import { asPerson } from './as-person.ts'
import { parse, runCommand, UsageError, type Printed } from './command.ts'

const USAGE = `Usage: npm run export -- FORMAT [options]

FORMAT is one of ${EXPORT_FORMATS.join(', ')}. JSON holds whole projects and can be imported again.

  --project KEY    the project to export (default: all of them)
  --out FILE       the file to write (default: the standard output)
  --filter JSON    of the tasks, as the API's TaskFilter, such as '{"open":true}'; not for json
  --actor HANDLE   the person whose private notes come along (default: nobody's)
`

const OPTIONS = { project: { type: 'string' }, out: { type: 'string' }, filter: { type: 'string' }, actor: { type: 'string' } } as const

const args = process.argv.slice(2)
if (args.length === 0 || args.includes('--help')) process.stdout.write(USAGE)
else await runCommand(USAGE, run, false)

async function run(): Promise<Printed> {
  const { positionals, values } = parse(args, ['FORMAT'], OPTIONS)
  const filter = values.filter === undefined ? undefined : readFilter(values.filter)
  const job = await planExport(await callerFor(values.actor), { format: positionals[0] ?? '', project: values.project, filter })
  const snapshots = await openSnapshots(connectedUrl())
  try {
    if (values.out === undefined) await writeExport(snapshots, job, into(process.stdout))
    else await writeFile(values.out, (write) => writeExport(snapshots, job, write))
  } finally {
    await snapshots.close()
  }
  return { json: null, lines: values.out === undefined ? [] : [`${job.projects.map(({ key }) => key).join(', ')} → ${values.out}`] }
}

/** Under its name only when it is whole. */
async function writeFile(file: string, run: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>) {
  const draft = `${file}.part`
  const stream = createWriteStream(draft)
  try {
    await run(into(stream))
    stream.end()
    await finished(stream)
    await rename(draft, file)
  } catch (error) {
    stream.destroy()
    await rm(draft, { force: true })
    throw error
  }
}

function into(stream: Writable) {
  return async (bytes: Uint8Array) => {
    if (!stream.write(bytes)) await once(stream, 'drain')
  }
}

function readFilter(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError('--filter must be JSON, such as {"open":true}.')
  }
}

async function callerFor(handle: string | undefined): Promise<Caller> {
  if (handle === undefined) return commandCaller()
  const person = await db().actor.findFirst({ where: { handle: handle.toLowerCase(), kind: 'PERSON' }, select: { id: true, handle: true } })
  if (!person) throw new UsageError(`There is no person "${handle}".`)
  return asPerson(person)
}
