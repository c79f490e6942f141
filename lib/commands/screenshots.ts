// npm run screenshots [-- FOLDER]: builds, fills an installation with real tasks and agents at work, and takes a picture of every page
// at 1440 and 390 px, light and dark. Default: test-results/screenshots.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { isBuilt, root } from './sources.mjs'

const folder = resolve(process.argv[2] ?? join(root, 'test-results/screenshots'))
if (!isBuilt()) run(process.execPath, [join(root, 'lib/commands/build.mjs')])
run(join(root, 'node_modules/.bin/playwright'), ['test', '--project=pictures'])
process.stdout.write(`The pictures are in ${folder}.\n`)

function run(command: string, args: string[]) {
  const env = { ...process.env, PICTURES: folder }
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}
