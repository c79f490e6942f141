import Papa from 'papaparse'
import type { Reader } from '#lib/db/snapshots.ts'
import { FORMULA } from '../csv-cell.ts'
import type { ExportJob } from './job.ts'
import { shownTasks, type ShownTask } from './tasks.ts'

/** The columns in their order; the names are those of the API. A list is a line of CSV in its cell, criteria stand one a line. */
const COLUMNS: Record<string, (task: ShownTask) => string | number | null> = {
  key: ({ key }) => key,
  id: ({ id }) => id,
  title: ({ title }) => title,
  status: ({ status }) => status,
  priority: ({ priority }) => priority,
  assignee: ({ assignee }) => assignee,
  tags: ({ tags }) => list(tags),
  parent: ({ parent }) => parent,
  blockedBy: ({ blockedBy }) => list(blockedBy),
  estimatedHours: ({ hours }) => hours.estimated,
  actualHours: ({ hours }) => hours.actual,
  deadline: ({ times }) => time(times.deadline),
  description: ({ description }) => description,
  why: ({ texts }) => texts.why,
  what: ({ texts }) => texts.what,
  done: ({ texts }) => texts.done,
  criteria: ({ criteria }) => criteria.map(({ text, state }) => `[${state === 'MET' ? 'x' : ' '}] ${text.replace(/\s+/g, ' ')}`).join('\n'),
  requiredCapabilities: (task) => list(task.requiredCapabilities),
  impactNotes: ({ texts }) => texts.impactNotes,
  completionSummary: ({ texts }) => texts.completionSummary,
  holdReason: ({ holdReason }) => holdReason,
  createdBy: ({ createdBy }) => createdBy,
  createdAt: ({ times }) => time(times.createdAt),
  updatedAt: ({ times }) => time(times.updatedAt),
  startedAt: ({ times }) => time(times.startedAt),
  completedAt: ({ times }) => time(times.completedAt),
  deletedAt: ({ times }) => time(times.deletedAt),
  externalKey: ({ externalKey }) => externalKey,
}

/** Spreadsheets read a file as UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF'

export async function* csv(reader: Reader, job: ExportJob): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + lines([Object.keys(COLUMNS)])
  for await (const tasks of shownTasks(reader, job)) yield lines(tasks.map((task) => Object.values(COLUMNS).map((cell) => cell(task))))
}

const lines = (rows: unknown[][]) => `${Papa.unparse(rows, { newline: '\r\n', escapeFormulae: FORMULA })}\r\n`

const list = (values: readonly string[]) => (values.length ? Papa.unparse([values]) : '')

const time = (date: Date | null) => date?.toISOString() ?? null
