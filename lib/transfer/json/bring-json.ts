import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { requireScope } from '#lib/domain/access.ts'
import { chunks } from '#lib/chunks.ts'
import { AlreadyExistsError, ForbiddenError, InvalidInputError } from '#lib/errors.ts'
import type { Bring } from '../formats.ts'
import type { ImportReport, ReportRow } from '../report.ts'
import { isSame } from './compare.ts'
import { placesFor, type Places } from './places.ts'
import { readRecords } from './read-file.ts'
import { forget, restore } from './restore.ts'
import { survey, type Survey } from './survey.ts'

/**
 * Brings whole projects back as they were exported, with their history: all of them or nothing. A project that is here already and says
 * the same is left alone; one that says something else is refused, as are names that are taken. What a run left behind that was killed
 * is cleared away first.
 */
export const bringJson: Bring = async (caller, file, { project: wanted, dryRun, progress, signal }) => {
  const begun = performance.now()
  demandAdmin(caller)
  const found = await survey(file, signal)
  const key = keyFor(found, wanted)
  const there = await projectsThere(found)
  const whole = there.filter(({ seq }) => seq > 0)
  if (whole.length) {
    if (whole.length === found.projects.length && key === null && (await isSame(file, found, caller))) return report(found, 'unchanged')
    throw alreadyHere(whole.map((project) => project.key))
  }
  const places = await placesFor(found, key)
  if (!dryRun) {
    for (const { id } of there) await forget(caller, id)
    await restore(caller, file, found, places, { progress, signal })
  }
  return report(found, 'created', places)

  async function report(
    { projects, counts, head }: Survey,
    result: 'created' | 'unchanged',
    { keys }: Partial<Places> = {},
  ): Promise<ImportReport> {
    const rows = await taskRows(file, result, dryRun ? null : keys)
    const lines = rows.length
    return {
      format: 'json',
      project: projects.map(({ project }) => keys?.get(project.id) ?? project.key).join(', '),
      dryRun: dryRun ?? false,
      lines,
      blank: 0,
      created: result === 'created' ? lines : 0,
      updated: 0,
      unchanged: result === 'unchanged' ? lines : 0,
      skipped: 0,
      statuses: {},
      links: {
        found: counts.dependency ?? 0,
        added: result === 'created' ? (counts.dependency ?? 0) : 0,
        kept: result === 'created' ? 0 : (counts.dependency ?? 0),
        removed: 0,
        byKind: {},
      },
      actors: result === 'created' ? (places?.newActors.length ?? 0) : 0,
      updates: counts.entry ?? 0,
      findings: {},
      inventory: [
        { name: 'export', found: projects.length, became: `of ${head.exportedAt}${head.by ? ` by ${head.by}` : ''}` },
        ...Object.entries(counts).map(([name, n]) => ({
          name,
          found: n,
          became: result === 'created' ? 'restored as it was' : 'here already',
        })),
      ],
      milliseconds: Math.round(performance.now() - begun),
      rows,
    }
  }
}

/** It brings people, agents and acts in their names: only who rules the whole workspace may say what happened. */
function demandAdmin(caller: Caller) {
  requireScope(caller, 'MANAGE')
  if (!caller.isAdmin || caller.projectIds) throw new ForbiddenError('only a workspace admin restores whole projects with their history')
}

/** Another key than the file's, when one is wanted. */
function keyFor({ projects }: Survey, wanted: string): string | null {
  const [only, ...others] = projects
  const key = wanted.toUpperCase()
  if (!key || projects.some(({ project }) => project.key === key)) return null
  if (!only || others.length)
    throw new InvalidInputError([
      { field: 'project', message: `the file holds ${projects.map(({ project }) => project.key).join(', ')}, not ${key}` },
    ])
  return key
}

async function projectsThere({ projects }: Survey) {
  const ids = projects.map(({ project }) => project.id)
  const parts = await Promise.all(
    chunks(ids).map((some) => db().project.findMany({ where: { id: { in: some } }, select: { id: true, key: true, seq: true } })),
  )
  return parts.flat()
}

const alreadyHere = (keys: string[]) =>
  new AlreadyExistsError(
    'project',
    keys.join(', '),
    `${keys.join(', ')} ${keys.length === 1 ? 'is' : 'are'} here already, and not the same as in the file.`,
    'A restore never writes over a project. Bring the file into another installation, or export this one first and delete it.',
  )

const NONE: ReportRow['findings'] = []

async function taskRows(file: string, result: 'created' | 'unchanged', keys?: ReadonlyMap<string, string> | null): Promise<ReportRow[]> {
  const rows: ReportRow[] = []
  let own: string | undefined
  for await (const read of readRecords(file)) {
    if (!('read' in read)) continue
    const { name, record, line } = read.read
    if (name === 'project') own = keys?.get(record.id)
    if (name === 'task')
      rows.push({
        line,
        externalKey: record.externalKey,
        title: record.title,
        result,
        key: keys === null ? null : own ? `${own}-${record.number}` : record.key,
        findings: NONE,
      })
  }
  return rows
}
