// npm run bench:transfer -- [tasks] [--postgres URL]: import and export of a large project, rows a second and resident memory.
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChild } from '#lib/testing/child.ts'
import { agent } from '#lib/testing/people.ts'
import { bundleServer, startServer } from '#lib/testing/server-process.ts'
import { connect, disconnect, transaction } from '#lib/db.ts'
import { writeLargeExport } from '#lib/testing/large-export.ts'
import { migrate } from '#prisma/tools/migrate.ts'
import { highestRss, importByUpload } from './transfer/upload.ts'

const MOST_MB = 400
const tasks = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-transfer-'))
const at = (name: string) => join(folder, name)
const url = process.argv[3] === '--postgres' ? (process.argv[4] ?? '') : `file:${at('bench.db')}`
let isGood = true
// As the npm commands run: a small heap is cleared sooner, and what a transfer keeps of a file fits into it.
process.env.NODE_OPTIONS = '--max-old-space-size=224 --max-semi-space-size=8'

try {
  const rows = await writeLargeExport(at('given.json'), tasks)
  console.log(
    `${tasks} tasks, ${rows} records, ${mb(statSync(at('given.json')).size)} MB, on ${url.startsWith('file:') ? 'SQLite' : 'PostgreSQL'}`,
  )
  await migrate(url)
  await step('import', 'given.json', rows)
  await step('json', 'again.json', rows)
  await step('csv', 'tasks.csv', tasks)
  await step('csv dry run', 'tasks.csv', tasks)
  await step('markdown', 'tasks.md', tasks)
  await step('dot', 'tasks.dot', tasks)
  await throughServer(rows)
  const same = (await bodyHash(at('given.json'))) === (await bodyHash(at('again.json')))
  console.log(`exported again: ${same ? 'byte for byte the same' : 'DIFFERENT'}`)
  isGood &&= same
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = isGood ? 0 : 1

async function step(name: string, file: string, rows: number) {
  const { ms, rss } = JSON.parse(await runChild('bench/transfer/step.ts', [name, url, at(file)])) as { ms: number; rss: number }
  print(name, rows, ms, rss)
}

/** As a browser or an agent gets it: over HTTP, from the server as `npm start` runs it, pages and all. Its memory is the system's word. */
async function throughServer(rows: number) {
  await connect(url)
  const { actorId, authorization } = await agent('bench-agent', { scopes: ['READ', 'MANAGE'] })
  const createdAt = new Date()
  await transaction([], (tx) => tx.member.create({ data: { projectId: 'prj_00000000000000b1', actorId, role: 'VIEWER', createdAt } }))
  await disconnect()
  const { child, ready } = startServer(await bundleServer(), {
    DATABASE_URL: url,
    NODE_OPTIONS: '',
    IMPORT_MAX_MB: '10000',
    RATE_LIMIT: '1000000',
  })
  try {
    const origin = await ready
    const begun = performance.now()
    const answer = await fetch(`${origin}/files/export?project=BIG`, { headers: { authorization } })
    let bytes = 0
    for await (const part of answer.body ?? []) bytes += part.length
    if (!answer.ok || bytes === 0) throw new Error(`The server answered ${answer.status} with ${bytes} bytes.`)
    const pid = child.pid ?? 0
    print('json from a server', rows, performance.now() - begun, await highestRss(pid))
    const { checkMs, applyMs, rss } = await importByUpload({ origin, authorization, pid }, at('tasks.csv'), 'UPLOADED')
    print('uploaded csv, check', tasks, checkMs, rss)
    print('uploaded csv, apply', tasks, applyMs, rss)
    print('  the server beside it', tasks, applyMs, await highestRss(pid))
  } finally {
    child.kill('SIGKILL')
  }
}

function print(name: string, rows: number, ms: number, rss: number) {
  isGood &&= rss < MOST_MB * 1024 * 1024
  console.log(
    `${name.padEnd(20)} ${(ms / 1000).toFixed(1).padStart(7)} s ${Math.round(rows / (ms / 1000))
      .toLocaleString('en')
      .padStart(9)} rows/s ${mb(rss).padStart(5)} MB resident at most`,
  )
}

async function bodyHash(file: string) {
  const hash = createHash('sha256')
  let isHead = true
  for await (const chunk of createReadStream(file)) {
    const bytes = Buffer.from(chunk)
    hash.update(isHead ? bytes.subarray(bytes.indexOf(0x0a)) : bytes)
    isHead = false
  }
  return hash.digest('hex')
}

function mb(bytes: number) {
  return String(Math.round(bytes / 1024 / 1024))
}
