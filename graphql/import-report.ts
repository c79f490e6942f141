import type { ImportedRow, StoredReport } from '#lib/domain/import/report.ts'
import { builder, enumOf } from './builder.ts'
import { connection } from './connection.ts'

export const ImportResult = enumOf('ImportResult', 'What became of a row of a file.', {
  CREATED: 'A new task.',
  UPDATED: 'A task that was there has changed.',
  UNCHANGED: 'A task that was there, as it is in the file.',
  SKIPPED: 'Nothing; the reason says why.',
})

const ImportCount = builder.objectRef<{ name: string; count: number; meaning?: string }>('ImportCount').implement({
  description: 'How often something is in a file.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'A status, or the code of a finding.' }),
    meaning: t.string({ description: 'What it says; empty for a status.', resolve: ({ meaning }) => meaning ?? '' }),
    count: t.exposeInt('count', { description: 'How often.' }),
  }),
})

const ImportPart = builder.objectRef<StoredReport['inventory'][number]>('ImportPart').implement({
  description: 'A part of a source: a table, a list, a column.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name there.' }),
    found: t.exposeInt('found', { description: 'How many rows it has.' }),
    became: t.exposeString('became', { description: 'What becomes of it here.' }),
  }),
})

const number = (
  name: Exclude<keyof StoredReport, 'project' | 'statuses' | 'links' | 'findings' | 'inventory' | 'rows' | 'dryRun' | 'resumed'>,
  description: string,
) => [name, description] as const

export const ImportReport = builder.objectRef<StoredReport>('ImportReport').implement({
  description: 'What an import did, or in a dry run would do: created + updated + unchanged + skipped = lines.',
  fields: (t) => ({
    dryRun: t.exposeBoolean('dryRun', { description: 'Whether nothing was written.' }),
    resumed: t.exposeBoolean('resumed', {
      description: 'Whether it went on after an interruption; what was stored before then counts as unchanged.',
    }),
    ...Object.fromEntries(
      [
        number('lines', 'Rows of the file.'),
        number('blank', 'Rows without anything in them.'),
        number('created', 'New tasks.'),
        number('updated', 'Tasks that have changed.'),
        number('unchanged', 'Tasks that are as they were.'),
        number('skipped', 'Rows that cannot be read.'),
        number('actors', 'People and agents of the source that become retired agents here.'),
        number('updates', 'Texts and comments that become entries.'),
        number('milliseconds', 'How long it took.'),
        number('rowsLeftOut', 'Rows without a finding that are too many to be listed.'),
      ].map(([name, description]) => [name, t.exposeInt(name, { description })]),
    ),
    statuses: t.expose('statuses', { type: [ImportCount], description: 'The tasks of the file by their status here; deleted ones apart.' }),
    linksFound: t.int({ description: 'Links between tasks in the file.', resolve: ({ links }) => links.found }),
    linksAdded: t.int({ description: 'Links that are new.', resolve: ({ links }) => links.added }),
    linksKept: t.int({ description: 'Links that were there already.', resolve: ({ links }) => links.kept }),
    linksRemoved: t.int({ description: 'Links of an earlier import that the file has no more.', resolve: ({ links }) => links.removed }),
    findings: t.expose('findings', { type: [ImportCount], description: 'What was cut, defaulted or could not be linked.' }),
    parts: t.expose('inventory', {
      type: [ImportPart],
      description: 'The parts of the source and what becomes of each, where it has several.',
    }),
  }),
})

const ImportFinding = builder.objectRef<ImportedRow['findings'][number]>('ImportFinding').implement({
  description: 'Something about a row that its owner should know.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'What kind of thing, such as TEXT_CUT.' }),
    message: t.exposeString('message', { description: 'What exactly.' }),
  }),
})

const ImportRow = builder.objectRef<ImportedRow>('ImportRow').implement({
  description: 'A row of a file and what became of it.',
  fields: (t) => ({
    line: t.exposeInt('line', { description: 'Its line, or its number in the order of the file.' }),
    externalKey: t.exposeString('externalKey', { nullable: true, description: 'Its id in the source.' }),
    title: t.exposeString('title', { nullable: true, description: 'The title of its task; null when it was skipped.' }),
    result: t.field({
      type: ImportResult,
      description: 'What became of it.',
      resolve: ({ result }) => result.toUpperCase() as Uppercase<typeof result>,
    }),
    taskKey: t.exposeString('key', { nullable: true, description: 'The key of its task here; null in a dry run for new ones.' }),
    reason: t.string({ nullable: true, description: 'Why it was skipped.', resolve: ({ reason }) => reason ?? null }),
    findings: t.expose('findings', { type: [ImportFinding], description: 'What its owner should know.' }),
  }),
})

export const ImportRowConnection = connection<ImportedRow>('ImportRow', 'rows of an import', {
  nodes: (t) => t.field({ type: [ImportRow], description: 'The rows of this page.', resolve: ({ rows }) => rows }),
  node: (t) => t.field({ type: ImportRow, description: 'The row.', resolve: ({ node }) => node }),
})
