import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import type { Tx } from '#lib/db.ts'
import { InvalidInputError } from '#lib/errors.ts'
import { requireScope } from '../access.ts'
import { idempotencyKey, label, parse, ref, text } from '../input.ts'
import { LIMITS } from '../limits.ts'
import { demandInProject, locateProject } from '../project/locate.ts'
import { IMPORT_FORMATS, type ImportFormat } from './formats.ts'
import { onImport, type ImportRow } from './locate.ts'
import { optionsOf, type ImportOptions } from './options.ts'

const FORMATS = Object.keys(IMPORT_FORMATS) as [ImportFormat, ...ImportFormat[]]

const schema = z.object({
  import: ref,
  format: z.enum(FORMATS).nullish(),
  project: z
    .string()
    .trim()
    .regex(
      /^(prj_[0-9a-f]{16}|[A-Za-z][A-Za-z0-9]{1,9})$/,
      'must be the id or key of a project, or the key for a new one: 2 to 10 letters and digits, a letter first',
    )
    .nullish(),
  newProjectName: label(LIMITS.projectName).nullish(),
  columns: z
    .array(z.object({ header: text(1000, 1), field: text(50).nullish() }))
    .max(500, { error: 'at most 500 columns' })
    .nullish(),
  lists: z.array(text(200, 1)).min(1, 'name one at least').max(500).nullish(),
  timeZone: z.string().refine(isTimeZone, 'is no time zone; write one such as Europe/Berlin or UTC').nullish(),
  idempotencyKey,
})

/** Asks for a dry run of an uploaded file: it is read whole, and a report says what would become of each row. Nothing is written. */
export async function checkImport(caller: Caller, input: z.input<typeof schema>) {
  const parsed = parse(schema, input)
  return onImport(caller, { name: 'checkImport', input: parsed }, async (w, row) => {
    refuseBusy(row)
    const where = await destination(caller, w.tx, parsed, parsed.format ?? row.format)
    const { seen, folder } = optionsOf(row)
    const options: ImportOptions = {
      ...(seen ? { seen } : {}),
      ...(folder ? { folder } : {}),
      ...where,
      ...(parsed.columns ? { columns: Object.fromEntries(parsed.columns.map(({ header, field }) => [header, field || null])) } : {}),
      ...(parsed.lists ? { lists: parsed.lists } : {}),
      timeZone: parsed.timeZone ?? 'UTC',
    }
    await w.tx.import.update({
      where: { id: row.id },
      data: {
        ...(parsed.format ? { format: parsed.format } : {}),
        ...{
          state: 'CHECKING',
          options: JSON.stringify(options),
          report: '',
          error: '',
          total: 0,
          done: 0,
          endedAt: null,
          projectId: null,
        },
        updatedAt: w.now,
      },
    })
    return {}
  })
}

/** A project of the caller's, or one that the import will make. @throws as the import itself would refuse */
async function destination(
  caller: Caller,
  tx: Tx,
  { project, newProjectName: name = null }: z.output<typeof schema>,
  format: string,
): Promise<Pick<ImportOptions, 'project' | 'name'>> {
  if (!project) {
    // An export of ours brings its projects along.
    if (format === 'json') return {}
    throw new InvalidInputError([{ field: 'project', message: 'name the project, or the key for a new one' }])
  }
  if (name === null) {
    const found = await locateProject(caller, project, tx)
    await demandInProject(caller, tx, found, 'CREATE_TASK')
    await demandInProject(caller, tx, found, 'MANAGE_MEMBERS')
    return { project: found.key }
  }
  requireScope(caller, 'MANAGE')
  const key = project.toUpperCase()
  if (key.startsWith('PRJ_')) throw new InvalidInputError([{ field: 'project', message: 'must be the key for the new project' }])
  if (await tx.project.findUnique({ where: { key }, select: { id: true } }))
    throw new InvalidInputError([{ field: 'project', message: `the key ${key} is taken` }])
  return { project: key, name }
}

/** @throws InvalidInputError while it works, and when its file is gone */
export function refuseBusy({ state }: Pick<ImportRow, 'state'>) {
  const why = {
    CHECKING: 'it is being checked',
    RUNNING: 'it is running',
    DONE: 'it is done; upload the file again',
    CANCELLED: 'it was cancelled; upload the file again',
  }
  if (state in why) throw new InvalidInputError([{ field: 'import', message: why[state as keyof typeof why] }])
}

function isTimeZone(name: string) {
  try {
    return name.length > 0 && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
