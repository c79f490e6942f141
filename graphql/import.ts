import { applyImport } from '#lib/domain/import/apply.ts'
import { cancelImport } from '#lib/domain/import/cancel.ts'
import { checkImport } from '#lib/domain/import/check.ts'
import { CSV_FIELDS } from '#lib/domain/import/csv-columns.ts'
import { IMPORT_FORMATS, type ImportFormat as Format } from '#lib/domain/import/formats.ts'
import { optionsOf } from '#lib/domain/import/options.ts'
import { recentImports, rowsOf } from '#lib/domain/import/queries.ts'
import { reportOf } from '#lib/domain/import/report.ts'
import { builder, callerOf, enumOf, type Fields, type Inputs } from './builder.ts'
import { ProjectArchivedError } from './errors.ts'
import { ImportReport, ImportResult, ImportRowConnection } from './import-report.ts'
import { mutation } from './mutation.ts'
import { Node, nodeType } from './node.ts'
import { Actor, Import, Project } from './refs.ts'

const NAMES = { json: 'JSON', csv: 'CSV', 'task-orchestrator': 'TASK_ORCHESTRATOR', beads: 'BEADS', 'task-master': 'TASK_MASTER' } as const
const CODES = Object.fromEntries(Object.entries(NAMES).map(([name, code]) => [code, name])) as Record<(typeof NAMES)[Format], Format>

const ImportFormat = enumOf('ImportFormat', 'What a file was written by.', {
  JSON: IMPORT_FORMATS.json.meaning,
  CSV: IMPORT_FORMATS.csv.meaning,
  TASK_ORCHESTRATOR: IMPORT_FORMATS['task-orchestrator'].meaning,
  BEADS: IMPORT_FORMATS.beads.meaning,
  TASK_MASTER: IMPORT_FORMATS['task-master'].meaning,
})

const ImportState = enumOf('ImportState', 'How far an import is.', {
  UPLOADED: 'The file is here; nobody has looked at its rows.',
  CHECKING: 'A dry run is under way.',
  CHECKED: 'The report says what it would do.',
  RUNNING: 'Its rows are being stored. A restart of the server does not end it.',
  DONE: 'The report says what it did.',
  FAILED: '`error` says why. What was stored stays; it can be checked or applied again.',
  CANCELLED: 'Somebody ended it. What was stored stays.',
})

const ImportColumn = builder.objectRef<{ header: string; field: string | null; sample: string[] }>('ImportColumn').implement({
  description: 'A column of an uploaded table.',
  fields: (t) => ({
    header: t.exposeString('header', { description: 'Its header, or `column N` where it has none.' }),
    field: t.exposeString('field', {
      nullable: true,
      description: 'The field that it seems to hold; null keeps its cells beside the tasks.',
    }),
    sample: t.exposeStringList('sample', { description: 'Up to three different cells.' }),
  }),
})

const ImportField = builder.objectRef<{ name: string; meaning: string }>('ImportField').implement({
  description: 'A field that a column of a table can fill.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, for `checkImport`.' }),
    meaning: t.exposeString('meaning', { description: 'What its cells hold.' }),
  }),
})

Import.implement({
  description:
    'A file that somebody brings in: uploaded to `/files/import`, checked, applied. Who uploaded it sees it, and workspace admins.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', { description: '`imp_` and 16 hexadecimal characters.' }),
    actor: t.field({
      type: Actor,
      nullable: true,
      description: 'Who uploaded it.',
      resolve: ({ actorId }, _, { loaders }) => loaders.actor.load(actorId),
    }),
    format: t.field({ type: ImportFormat, description: 'What the file was written by.', resolve: ({ format }) => NAMES[format as Format] }),
    state: t.expose('state', { type: ImportState, description: 'How far it is.' }),
    fileName: t.exposeString('fileName', { description: "The file's name." }),
    size: t.exposeInt('size', { description: "The file's size in bytes." }),
    columns: t.field({
      type: [ImportColumn],
      description: 'The columns of a table; empty for other formats.',
      resolve: (row) => optionsOf(row).seen?.columns ?? [],
    }),
    lists: t.stringList({
      description: 'The tagged lists of a Task Master file; empty for other formats.',
      resolve: (row) => optionsOf(row).seen?.lists ?? [],
    }),
    fault: t.string({
      nullable: true,
      description: 'Why the file cannot be read as its format, by a first look; null when nothing is wrong.',
      resolve: (row) => optionsOf(row).seen?.fault ?? null,
    }),
    projectKey: t.string({
      nullable: true,
      description: 'The key of the project that it goes into, also of one that it will make; null before it is checked.',
      resolve: (row) => optionsOf(row).project ?? null,
    }),
    newProjectName: t.string({
      nullable: true,
      description: 'The name of the project that it makes; null when it goes into one that is there.',
      resolve: (row) => optionsOf(row).name ?? null,
    }),
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The project that it goes into; null while there is none, or when you no longer see it.',
      resolve: ({ projectId }, _, { loaders }) => (projectId ? loaders.project.load(projectId) : null),
    }),
    total: t.exposeInt('total', { description: 'Rows of the file; 0 before they were counted.' }),
    done: t.exposeInt('done', { description: 'Rows that are settled.' }),
    report: t.field({
      type: ImportReport,
      nullable: true,
      description: 'What it would do, or did; null before it was checked.',
      resolve: (row) => reportOf(row),
    }),
    rows: t.field({
      type: ImportRowConnection,
      description: 'The report row by row, in the order of the file.',
      args: {
        result: t.arg({ type: ImportResult, description: 'Only rows of which this became.' }),
        finding: t.arg.string({ description: 'Only rows with a finding of this code.' }),
        first: t.arg.int({ description: 'How many, up to 100; without it, 50.' }),
        after: t.arg.string({ description: 'Go on after this cursor.' }),
      },
      resolve: (row, { result, ...args }) => rowsOf(row, { ...args, result: result && (result.toLowerCase() as Lowercase<typeof result>) }),
    }),
    error: t.exposeString('error', { description: 'Why it failed; empty otherwise.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the file arrived.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it was done, failed or was cancelled.' }),
  }),
})

nodeType('Import', /^imp_/, (id, _, { loaders }) => loaders.import.load(id))

builder.queryFields((t) => ({
  import: t.field({
    type: Import,
    nullable: true,
    description: 'An import by its id; null when it is missing or hidden from you.',
    args: { id: t.arg.id({ required: true, description: 'Its id, as the upload answered it.' }) },
    resolve: (_, { id }, { loaders }) => loaders.import.load(id),
  }),
  imports: t.field({
    type: [Import],
    description: 'Your own imports, newest first, the last 20.',
    resolve: (_, __, context) => recentImports(callerOf(context)),
  }),
  importFields: t.field({
    type: [ImportField],
    description: 'The fields that a column of a table can fill.',
    resolve: () => Object.entries(CSV_FIELDS).map(([name, { meaning }]) => ({ name, meaning })),
  }),
}))

const importField = (t: Fields<{ import: string }>) =>
  t.field({
    type: Import,
    nullable: true,
    description: 'The import as it is now.',
    resolve: ({ import: id }, _, { loaders }) => loaders.import.load(id),
  })

const importRef = (t: Inputs) => t.id({ required: true, description: 'The import: its id.' })

const ImportColumnInput = builder.inputType('ImportColumnInput', {
  description: 'What a column of a table fills.',
  fields: (t) => ({
    header: t.string({ required: true, description: "The column's header, as the import shows it." }),
    field: t.string({ description: 'The field, one of `importFields`; null or absent keeps its cells beside the tasks.' }),
  }),
})

mutation('checkImport', {
  description:
    'Reads an uploaded file whole and reports what would become of each row; nothing is written. It answers at once: follow `importChanged`, or ask for the import again, until its state is CHECKED. OWNERs of the project alone.',
  errors: [ProjectArchivedError],
  input: (t) => ({
    import: importRef(t),
    project: t.id({
      description:
        'The project: id or key. With `newProjectName`: the key that it shall have. Absent only for JSON: its projects come as they are in the file.',
    }),
    newProjectName: t.string({ description: 'Makes a project of this name when it is applied, and you its OWNER.' }),
    format: t.field({ type: ImportFormat, description: 'What the file was written by, when it was guessed wrong.' }),
    columns: t.field({ type: [ImportColumnInput], description: 'For a table: what its columns fill. Without it they are guessed.' }),
    lists: t.stringList({ description: 'For Task Master: the tagged lists to read; without it, all.' }),
    timeZone: t.string({ description: 'The IANA zone of times without one, such as Europe/Berlin; UTC without it.' }),
  }),
  resolve: (caller, { format, ...input }) => checkImport(caller, { ...input, ...(format ? { format: CODES[format] } : {}) }),
  success: (t) => ({ import: importField(t) }),
})

mutation('applyImport', {
  description:
    'Brings a checked file in. It answers at once: follow `importChanged`, or ask for the import again, until its state is DONE. Rows that are there already are not written again, so one that failed goes on where it stopped.',
  input: (t) => ({ import: importRef(t) }),
  resolve: (caller, input) => applyImport(caller, input),
  success: (t) => ({ import: importField(t) }),
})

mutation('cancelImport', {
  description: 'Ends an import and drops its file. What was stored stays.',
  input: (t) => ({ import: importRef(t) }),
  resolve: (caller, input) => cancelImport(caller, input),
  success: (t) => ({ import: importField(t) }),
})
