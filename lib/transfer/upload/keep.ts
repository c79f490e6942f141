import { keepJob } from '#lib/jobs.ts'
import { runImports } from './job.ts'
import { folderName } from './store.ts'

/** Runs the imports whose files are on this node. Processes with one folder share the job; nodes with folders of their own have one each. */
export const keepImports = (): (() => Promise<void>) => keepJob({ name: `imports:${folderName()}`, everyMs: 1_000, run: runImports })
