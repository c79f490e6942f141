import { table, type Cell } from 'task-orchestrator/plugin'
import type { Row, Skipped } from './rows.ts'

export type Result = 'created' | 'updated' | 'unchanged' | 'refused' | 'skipped' | 'left'
export interface Outcome {
  line: number
  key: string
  title: string
  result: Result
  task: string | null
  remarks: string[]
}

const MOST_ROWS = 5000
/** All rows together have a limit, too. */
const MOST_CHARACTERS = 300
const RESULTS: Result[] = ['created', 'updated', 'unchanged', 'refused', 'skipped', 'left']

/** One outcome a row of the file. */
export class Outcomes {
  readonly #all: Outcome[] = []

  add({ line, key, task, remarks }: Row, result: Result, taskKey: string | null, further: readonly string[] = []) {
    this.#all.push({ line, key, title: task.title, result, task: taskKey, remarks: [...remarks, ...further] })
  }

  /** What became known of a row after its outcome. */
  remark({ line }: Row, remark: string) {
    this.#all.find((one) => one.line === line)?.remarks.push(remark)
  }

  skip({ line, key, reason }: Skipped) {
    this.#all.push({ line, key, title: '', result: 'skipped', task: null, remarks: [reason] })
  }

  /** The report: counts that add up to the rows of the file, then each row, those that need a look first where there are too many. */
  table(isDryRun: boolean, mapped: string) {
    const counts = RESULTS.map((result) => [result, this.#all.filter((one) => one.result === result).length] as const)
    const kept = this.#all.length <= MOST_ROWS ? this.#all : [...this.#all].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_ROWS)
    const rows = kept
      .sort((a, b) => a.line - b.line)
      .map((one): Record<string, Cell> => ({
        ...one,
        remarks: one.remarks.join('; ').slice(0, MOST_CHARACTERS),
        result: isDryRun ? WOULD[one.result] : one.result,
      }))
    const sums = counts.filter(([, count]) => count > 0).map(([result, count]) => `${count} ${isDryRun ? WOULD[result] : result}`)
    const note = [
      isDryRun ? '**Dry run: nothing was written.**' : '',
      `${this.#all.length} rows: ${sums.join(', ') || 'nothing to do'}.`,
      counts.some(([result, count]) => result === 'left' && count > 0) ? 'The time was not enough for all: run it again to go on.' : '',
      kept.length < this.#all.length ? `The table has ${kept.length} of them; those with remarks are among them.` : '',
    ]
    return table(COLUMNS, rows, `${note.filter(Boolean).join(' ')}\n\nColumns: ${mapped}`)
  }
}

const WOULD: Record<Result, string> = {
  created: 'would be created',
  updated: 'would be updated',
  unchanged: 'unchanged',
  refused: 'would be refused',
  skipped: 'skipped',
  left: 'left',
}
const COLUMNS = [
  { name: 'line', title: 'Row', kind: 'NUMBER' as const },
  { name: 'key', title: 'Id in the file' },
  { name: 'title', title: 'Title' },
  { name: 'result', title: 'Result' },
  { name: 'task', title: 'Task', kind: 'TASK' as const },
  { name: 'remarks', title: 'Remarks' },
]
const weight = ({ result, remarks }: Outcome) => (result === 'refused' || result === 'skipped' ? 2 : remarks.length > 0 ? 1 : 0)
