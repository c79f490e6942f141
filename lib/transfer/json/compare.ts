import type { Caller } from '#lib/auth/caller.ts'
import { connectedUrl } from '#lib/db.ts'
import { openSnapshots } from '#lib/db/snapshots.ts'
import { json } from '../export/json.ts'
import type { ExportJob } from '../export/job.ts'
import { linesOf, textOf } from '../lines.ts'
import type { Survey } from './survey.ts'

/** Whether the projects of a file would be exported again line for line, by who sees as much as whoever exported them. */
export async function isSame(file: string, { head, projects, actors }: Survey, caller: Caller): Promise<boolean> {
  const by = [...actors.values()].find(({ handle }) => handle === head.by)
  const job: ExportJob = {
    format: 'json',
    actorId: by?.id ?? caller.actorId,
    handle: head.by,
    projects: projects.map(({ project: { id, key } }) => ({ id, key, isOwner: head.owned.includes(key) })),
    where: null,
    at: new Date(head.exportedAt),
  }
  const snapshots = await openSnapshots(connectedUrl())
  try {
    return await snapshots.read((reader) => sameLines(linesOf(file), ownLines(json(reader, job))))
  } finally {
    await snapshots.close()
  }
}

async function sameLines(given: AsyncGenerator<Buffer>, own: AsyncGenerator<string>): Promise<boolean> {
  await given.next()
  await own.next()
  for (;;) {
    const [theirs, ours] = [await nextText(given), await own.next()]
    if (theirs === null || ours.done) return theirs === null && Boolean(ours.done)
    if (theirs !== ours.value) return false
  }
}

async function nextText(lines: AsyncGenerator<Buffer>): Promise<string | null> {
  for (;;) {
    const next = await lines.next()
    if (next.done) return null
    const text = textOf(next.value)
    if (text !== '') return text
  }
}

async function* ownLines(parts: AsyncGenerator<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const part of parts) {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
