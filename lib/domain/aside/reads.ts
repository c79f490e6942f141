import type { Db } from '#lib/db.ts'
import { diagnose } from '../doctor/diagnose.ts'
import { rootCauses } from '../explain/root-causes.ts'
import { survey } from '../explain/survey.ts'
import { readAndAnalyse } from '../graph/path-analysis.ts'
import { flow } from '../metrics/flow.ts'
import { measure, type Measured } from '../metrics/measure.ts'

/**
 * Reads that may take longer than 50 ms, by name. In the thread there is no caller and no database but the one given:
 * rights are asked before. Input and result are copied between threads.
 */
export const READS = {
  diagnose: (reads: Db, _: null) => diagnose(reads, 'sqlite'),
  flow: (reads: Db, { asked, now }: { asked: Measured; now: Date }) => flow(reads, 'sqlite', asked, now),
  measure: (reads: Db, asked: Measured) => measure(reads, 'sqlite', asked),
  readAndAnalyse,
  rootCauses,
  survey,
} satisfies Record<string, (reads: Db, input: never) => Promise<unknown>>

export type Reads = typeof READS
