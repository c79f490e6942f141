import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { env } from '#lib/env.ts'
import { keepJob } from '#lib/jobs.ts'
import { runImports } from './job.ts'

/** Runs the imports whose files are on this node. Processes with one folder share the job; nodes with folders of their own have one each. */
export function keepImports(): () => Promise<void> {
  const folder = createHash('sha256').update(`${hostname()} ${env().DATA_DIR}`).digest('hex').slice(0, 16)
  return keepJob({ name: `imports:${folder}`, everyMs: 1_000, run: runImports })
}
