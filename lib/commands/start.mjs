// npm start: makes what is missing or out of date, then becomes the server.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isBuilt, isGenerated, root } from './sources.mjs'

process.env.NODE_ENV = 'production'
process.chdir(root)

if (!isGenerated()) run('prisma/tools/generate.mjs')
if (!isBuilt()) {
  console.log('Building (once, and again when the sources change) …')
  run('lib/commands/build.mjs')
}
await import(pathToFileURL(join(root, 'dist/server.mjs')).href)

function run(script) {
  const { status } = spawnSync(process.execPath, [join(root, script)], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
