import { z } from 'zod'

const count = z.object({ name: z.string(), count: z.number() })
const finding = z.object({ code: z.string(), message: z.string() })

const row = z.object({
  line: z.number(),
  externalKey: z.string().nullable(),
  title: z.string().nullable().default(null),
  result: z.enum(['created', 'updated', 'unchanged', 'skipped']),
  key: z.string().nullable(),
  reason: z.string().optional(),
  findings: z.array(finding),
})
export type ImportedRow = z.output<typeof row>

/** What an import did, or in a dry run would do. created + updated + unchanged + skipped = lines. */
const report = z.object({
  project: z.string(),
  dryRun: z.boolean(),
  /** It went on after an earlier run was interrupted: what that one stored counts as unchanged. */
  resumed: z.boolean().default(false),
  lines: z.number(),
  blank: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  statuses: z.array(count),
  links: z.object({ found: z.number(), added: z.number(), kept: z.number(), removed: z.number() }),
  actors: z.number(),
  updates: z.number(),
  findings: z.array(count.extend({ meaning: z.string() })),
  inventory: z.array(z.object({ name: z.string(), found: z.number(), became: z.string() })),
  milliseconds: z.number(),
  rows: z.array(row),
  /** Rows without anything to say that are too many to keep here. */
  rowsLeftOut: z.number(),
})
export type StoredReport = z.output<typeof report>

/** The last one parsed: pages of the rows of one import are asked for one after another. */
let last: { text: string; report: StoredReport } | null = null

/** Null before the first look. */
export function reportOf({ report: text }: { report: string }): StoredReport | null {
  if (text === '') return null
  if (last?.text !== text) last = { text, report: report.parse(JSON.parse(text)) }
  return last.report
}
