// npx tsx bench/web.ts [--data=issues.jsonl] [--tasks=5000] [--visits=5]: what a browser feels of the production build with real tasks.
// Per route: largest contentful paint, layout shift, gzipped script; on a long list: from a key to the next frame. Medians and worst.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isBuilt, root } from '#lib/commands/sources.mjs'
import { startServer } from '#lib/testing/server-process.ts'
import { openBrowser, signIn } from './web/browser.ts'
import { install } from './web/installation.ts'
import { pressKeys } from './web/keys.ts'
import { visit } from './web/visit.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(root, 'lib/transfer/fixtures/beads-300.jsonl') },
    tasks: { type: 'string', default: '5000' },
    visits: { type: 'string', default: '5' },
  },
})
const LIMIT = { lcp: 2500, cls: 0.1, key: 200, scriptKb: 300 }

if (!isBuilt()) spawnSync(process.execPath, [join(root, 'lib/commands/build.mjs')], { stdio: 'inherit' })
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-web-'))
const server = startServer(join(root, 'dist/server.mjs'), { DATA_DIR: folder, RATE_LIMIT: '1000000' })
const browser = await openBrowser()
let isGood = true
try {
  const url = await server.ready
  const { tasks, longKey, firstTask } = await install(url, folder, resolve(values.data), Number(values.tasks))
  const context = await signIn(browser, url)
  const routes = ['/', '/projects', '/inbox', '/settings', '/admin', `/projects/BEADS/tasks/${firstTask}`]
  for (const page of ['tasks', 'board', 'graph', 'agents', 'insight', 'activity', 'settings']) routes.push(`/projects/BEADS/${page}`)
  console.log(`Production build, ${tasks} tasks in BEADS, 1440 × 900, ${values.visits} visits each with an empty cache.`)
  console.log(row(['route', 'LCP ms', 'worst', 'CLS', 'worst', 'script kB']))
  for (const route of routes) {
    const { lcp, cls, scriptKb } = await visit(context, `${url}${route}`, Number(values.visits))
    console.log(row([route, median(lcp).toFixed(0), top(lcp).toFixed(0), median(cls).toFixed(3), top(cls).toFixed(3), scriptKb.toFixed(0)]))
    isGood &&= median(lcp) <= LIMIT.lcp && top(cls) <= LIMIT.cls && scriptKb <= LIMIT.scriptKb
  }
  console.log(`\nA list of ${values.tasks} tasks: from a key to the next frame, ms.`)
  console.log(row(['key', 'times', 'median', 'worst']))
  for (const { key, times } of await pressKeys(context, `${url}/projects/${longKey}/tasks`)) {
    console.log(row([key, String(times.length), median(times).toFixed(0), top(times).toFixed(0)]))
    isGood &&= median(times) <= LIMIT.key
  }
} finally {
  await browser.close()
  server.child.kill('SIGTERM')
  await server.ended
  rmSync(folder, { recursive: true, force: true })
}
console.log(isGood ? '\nWithin the limits.' : '\nOver a limit.')
process.exitCode = isGood ? 0 : 1

function row([first = '', ...cells]: string[]) {
  return first.padEnd(34) + cells.map((cell) => cell.padStart(10)).join('')
}

function median(list: readonly number[]) {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
}

function top(list: readonly number[]) {
  return Math.max(0, ...list)
}
