import Papa from 'papaparse'
import { z } from 'zod'
import type { Cell, Column } from '#lib/plugins/api.ts'

const MOST = { markdown: 200_000, columns: 50, rows: 5_000, cell: 5_000, all: 2_000_000 }
export const COLUMN_KINDS = {
  TEXT: 'Text.',
  NUMBER: 'A number.',
  HOURS: 'A number of hours.',
  DATE: 'A day: YYYY-MM-DD.',
  TIME: 'A moment in RFC 3339.',
  TASK: 'The key of a task.',
} as const satisfies Record<NonNullable<Column['kind']>, string>

const cell = z.union([z.string().max(MOST.cell), z.number(), z.boolean(), z.null()])
const result = z.union([
  z.object({ markdown: z.string().max(MOST.markdown) }),
  z.object({
    columns: z
      .array(
        z.object({
          name: z.string().min(1).max(100),
          title: z.string().min(1).max(100),
          kind: z.enum(Object.keys(COLUMN_KINDS) as (keyof typeof COLUMN_KINDS)[]).default('TEXT'),
          opens: z
            .object({ command: z.string().max(40), argument: z.string().max(40), label: z.string().min(1).max(40) })
            .nullable()
            .default(null),
        }),
      )
      .min(1)
      .max(MOST.columns),
    rows: z.array(z.record(z.string(), cell)).max(MOST.rows),
    note: z.string().max(MOST.markdown).default(''),
  }),
])

type ResultColumn = Omit<Required<Column>, 'opens'> & { opens: NonNullable<Column['opens']> | null }

export interface CommandResult {
  markdown: string
  table: { columns: ResultColumn[]; rows: Cell[][] } | null
}

/** What a command answered, checked. Throws an Error that says what is wrong with it. */
export function readResult(answered: unknown): CommandResult {
  const parsed = result.safeParse(answered)
  if (!parsed.success) throw new Error('it answered neither Markdown nor a table within the limits')
  const { data } = parsed
  if ('markdown' in data) return { markdown: data.markdown, table: null }
  const rows = data.rows.map((row) => data.columns.map(({ name }) => row[name] ?? null))
  const read = { markdown: data.note, table: { columns: data.columns, rows } }
  if (JSON.stringify(read).length > MOST.all) throw new Error(`it answered more than ${MOST.all} characters`)
  return read
}

/** As a spreadsheet reads it: nothing that begins like a formula is one. */
export function csvOf({ columns, rows }: NonNullable<CommandResult['table']>): string {
  return Papa.unparse({ fields: columns.map(({ title }) => title), data: rows }, { escapeFormulae: /^[=+\-@\t\r].*[^\d.,]/ })
}
