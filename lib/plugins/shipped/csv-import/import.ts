import { command } from 'task-orchestrator/plugin'
import { membersOf } from './api.ts'
import { mapColumns, type Mapping } from './columns.ts'
import { createRows, finishBegun, type Run } from './create.ts'
import { readKnown, storedKey } from './known.ts'
import { inOrder, linkRows } from './order.ts'
import { Outcomes } from './outcome.ts'
import { readRows } from './rows.ts'
import { settleRow } from './settle.ts'
import { parseTable } from './table.ts'
import { updateRow } from './update.ts'

export const COMMAND_MS = 60_000
/** Leaves time to finish a batch and to answer. */
const ENOUGH_MS = COMMAND_MS * 0.75

export const importCsv = command({
  title: 'Import CSV',
  description: 'Makes tasks from the rows of a CSV file. The same file again changes nothing; a newer one brings what changed in it.',
  arguments: {
    file: { type: 'file', label: 'CSV file', description: 'With a header in its first row.', isRequired: true },
    columns: {
      type: 'text',
      label: 'Columns',
      description: 'Which column is which field, where their names do not tell: title=Summary; tags=Labels; deadline=- leaves one out.',
      isMultiline: true,
      maxLength: 2000,
    },
    dryRun: { type: 'boolean', label: 'Dry run', description: 'Says what would be done with each row, and writes nothing.', default: true },
  },
  async run({ arguments: given, projects: [project] }, api) {
    const startedAt = Date.now()
    if (!project) throw new Error('Rows are imported into a project.')
    const csv = parseTable(given.file)
    const mapping = mapColumns(csv.headers, given.columns ?? '')
    if (csv.headers.length === 0) throw new Error('The file is empty.')
    if (mapping.faults.length > 0) throw new Error(mapping.faults.join(' '))
    const { rows, skipped } = readRows(csv, mapping, await membersOf(api, project.id))

    const known = await readKnown(api, project.id)
    if (!given.dryRun) await finishBegun({ api, project, known })
    const outcomes = new Outcomes()
    for (const one of skipped) outcomes.skip(one)
    const run: Run = {
      api,
      project,
      isDryRun: given.dryRun,
      outcomes,
      tasks: new Map(),
      known,
      goesOn: () => Date.now() - startedAt < ENOUGH_MS,
    }
    for (const row of rows) {
      const earlier = known.get(storedKey(row.key))
      if (earlier) run.tasks.set(row.key, { id: earlier.task, key: earlier.taskKey })
    }
    const isNew = new Set(rows.filter((row) => !run.tasks.has(row.key)))
    const ordered = inOrder(await linkRows(rows, known, api, project.id))
    await createRows(
      ordered.filter(({ row }) => isNew.has(row)),
      run,
    )
    for (const one of ordered) {
      const earlier = known.get(storedKey(one.row.key))
      if (earlier && !isNew.has(one.row)) await updateRow(one, earlier, run)
    }
    if (!given.dryRun) for (const { row } of ordered) await settleRow(row, run)
    return outcomes.table(given.dryRun, mappedBy(mapping))
  },
})

function mappedBy({ columns, rest }: Mapping) {
  const fields = [...columns].map(([field, header]) => `${field} = ${header}`)
  return [...fields, ...(rest.length ? [`kept in the description: ${rest.join(', ')}`] : [])].join('; ')
}
