// Builds the pages and the server for production, and remembers from which sources.
import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { BUNDLES, root, sourceStamp, stampFile } from './sources.mjs'

export async function buildAll() {
  const stamp = sourceStamp()
  const require = createRequire(import.meta.url)
  const next = join(dirname(require.resolve('next/package.json')), 'dist/bin/next')
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const pages = spawnSync(process.execPath, [next, 'build'], { cwd: root, stdio: 'inherit', env })
  if (pages.status !== 0) process.exit(pages.status ?? 1)
  await build({
    entryPoints: Object.entries(BUNDLES).map(([out, file]) => ({ in: join(root, file), out })),
    outdir: join(root, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, stamp)
}

if (process.argv[1] === import.meta.filename) await buildAll()
