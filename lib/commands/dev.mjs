// npm run dev: the server restarts when its code changes; pages reload by themselves.
import { spawn, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isGenerated, root } from './sources.mjs'

process.chdir(root)
if (!isGenerated()) {
  const { status } = spawnSync(process.execPath, [join(root, 'prisma/tools/generate.mjs')], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

const tsx = createRequire(import.meta.url).resolve('tsx/cli')
// Next watches its own files: a change of a page must not restart the server.
const ignored = ['.next/**', 'app/**', 'data/**', 'e2e/**'].flatMap((glob) => ['--exclude', glob])
const env = { ...process.env, NODE_ENV: 'development' }
const child = spawn(process.execPath, [tsx, 'watch', '--clear-screen=false', ...ignored, 'server.ts'], { stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 0))
