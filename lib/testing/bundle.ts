import { buildSync } from 'esbuild'
import { basename, dirname, join } from 'node:path'
import { prismaFolder } from '#prisma/tools/folder.ts'

const root = dirname(prismaFolder())
/** Beside the packages that they find from there. A run of tests clears it away at its end. */
export const programFolder = () => join(root, `node_modules/.cache/task-orchestrator/programs-${process.env.TEST_RUN ?? 'single'}`)
const THREADS = {
  reads: 'lib/domain/aside/thread.ts',
  plugin: 'lib/plugins/thread.ts',
  reading: 'lib/plugins/reading.ts',
  export: 'lib/transfer/export/thread.ts',
  import: 'lib/transfer/upload/child.ts',
}
const bundles = new Map<string, string>()

/** A program of the project as it is now, put together with its threads as the build does, which starts several times as fast. */
export function bundled(program: string): string {
  const known = bundles.get(program)
  if (known) return known
  const folder = join(programFolder(), String(process.pid))
  const name = basename(program, '.ts')
  const threads = Object.entries(THREADS).map(([thread, file]) => ({ in: join(root, file), out: `${name}.${thread}` }))
  buildSync({
    entryPoints: [{ in: join(root, program), out: name }, ...threads],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  })
  const file = join(folder, `${name}.mjs`)
  bundles.set(program, file)
  return file
}
