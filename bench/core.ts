// npm run bench [-- --sizes=1000,100000 --requests=500]: what the core costs over HTTP on the real server, next to raw better-sqlite3.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bundleServer, startServer } from '#lib/testing/server-process.ts'
import { drive } from './core/drive.ts'
import { operations } from './core/operations.ts'
import { raw } from './core/raw.ts'
import { seed } from './core/seed.ts'
import { heading, line } from './core/table.ts'

const MANY = 32

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '1000,100000' }, requests: { type: 'string', default: '500' } },
})
const sizes = values.sizes.split(',').map(Number)
const most = Number(values.requests)
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-bench-'))

try {
  const server = await bundleServer()
  console.log(heading())
  for (const size of sizes) await bench(server, size)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** One size: the same requests to the server and, as the statements they make, to better-sqlite3, each on a copy of the same database. */
async function bench(file: string, size: number) {
  const base = join(folder, `${size}.db`)
  const scene = await seed(base, size)
  const counts = { one: Math.min(most, Math.floor(size / 10)), many: Math.min(most * 2, Math.floor(size / 5)) }
  const copy = (name: string) => {
    const to = join(folder, `${size}-${name}.db`)
    copyFileSync(base, to)
    return to
  }
  const server = startServer(file, { DATABASE_URL: `file:${copy('http')}` })
  const url = await server.ready.finally(() => server.child.stdout?.resume())
  const plain = await raw(copy('recorded'), copy('raw'))
  for (const operation of operations(scene, counts)) {
    const overHttp = await drive(url, operation.requests, operation.clients === 'one' ? 1 : MANY)
    const alone = await plain.replay(operation.requests, operation.clients === 'one' ? 1 : MANY)
    console.log(line(size, operation.name, operation.clients === 'one' ? 1 : MANY, overHttp, alone))
  }
  await plain.close()
  server.child.kill('SIGTERM')
  await server.ended
}
