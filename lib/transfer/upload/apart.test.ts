import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { SCOPES, type Caller } from '#lib/auth/caller.ts'
import { connectedUrl, db, transaction } from '#lib/db.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { applyImport } from '#lib/domain/import/apply.ts'
import { cancelImport } from '#lib/domain/import/cancel.ts'
import { checkImport } from '#lib/domain/import/check.ts'
import { reportOf } from '#lib/domain/import/report.ts'
import { importStream } from '#lib/domain/import/stream.ts'
import { recordUpload } from '#lib/domain/import/upload.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/id.ts'
import { startProcess } from '#lib/thread.ts'
import { bundled } from '#lib/testing/bundle.ts'
import { person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { runImports } from './job.ts'
import { runImport } from './run-import.ts'
import { runApart, startImport } from './start-import.ts'
import { folderName, storedFile } from './store.ts'

vi.setConfig({ testTimeout: 120_000 })

const ROWS = 300
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-apart-'))
/** As the build puts it together: it starts several times as fast. */
const entry = pathToFileURL(bundled('lib/transfer/upload/child.ts'))
let ada: Caller
let web: Awaited<ReturnType<typeof project>>
let children: ChildProcess[] = []

beforeAll(async () => {
  await testDatabase()
  env().DATA_DIR = folder
  ada = { ...(await person({ isAdmin: true })), scopes: [...SCOPES] }
})
beforeEach(async () => {
  web = await project(ada)
  children = []
})
// One that a failed test has left would be run by the next.
afterEach(() => transaction([], (tx) => tx.import.deleteMany()))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function upload(length = ROWS) {
  const id = newId('imp')
  const rows = Array.from({ length }, (_, n) => `${n},Row ${n},${n % 10 ? n - 1 : ''}`)
  writeFileSync(storedFile(id), ['key,title,depends on', ...rows].join('\n'))
  const seen = { columns: [], lists: [] }
  await recordUpload(ada, { id, format: 'csv', fileName: 'rows.csv', size: 1, seen, folder: folderName() })
  return id
}

/** The process, under way, for a test to end it. */
const start = (id: string) => {
  const environment = { DATABASE_URL: connectedUrl(), DATA_DIR: folder }
  const child = startProcess('import', entry, { args: [id], flags: [], environment })
  children.push(child)
  return child
}
const run = (stopping = new AbortController().signal) => runImports(stopping, (id, signal) => runApart(id, signal, start))
const row = (id: string) => db().import.findUniqueOrThrow({ where: { id } })
const stored = () => db().task.count({ where: { projectId: web.id } })
async function underWay() {
  await expect.poll(stored, { interval: 2, timeout: 60_000 }).toBeGreaterThan(0)
}

/** Checked here, to be applied apart. */
async function applied(rows?: number) {
  const id = await upload(rows)
  await checkImport(ada, { import: id, project: web.key })
  await runImport(id, new AbortController().signal)
  await applyImport(ada, { import: id })
  return id
}

/** Unless the machine was so busy that it was through before it could be ended. */
async function goesOn(id: string) {
  if ((await row(id)).state === 'RUNNING') await run()
  await expectWhole(id)
}

/** All of it is there, and nothing of it twice. */
async function expectWhole(id: string) {
  expect(await row(id)).toMatchObject({ state: 'DONE', error: '', done: ROWS })
  expect(await stored()).toBe(ROWS)
  expect(await db().dependency.count({ where: { projectId: web.id } })).toBe(ROWS - ROWS / 10)
  expect(await db().event.count({ where: { projectId: web.id, action: 'IMPORTED' } })).toBe(ROWS)
  expect(readdirSync(join(folder, 'imports'))).toEqual([])
  expect(await diagnose()).toEqual([])
}

it('runs in a process of its own, whose steps are heard here at once, while this one goes on writing', async () => {
  const id = await upload()
  await checkImport(ada, { import: id, project: web.key })
  await run()
  expect(await row(id)).toMatchObject({ state: 'CHECKED', error: '', total: ROWS })
  expect(await stored()).toBe(0)
  await applyImport(ada, { import: id })
  const seen: string[] = []
  const steps = importStream(ada, id)
  const heard = (async () => {
    for await (const { state, done } of steps) {
      seen.push(`${state} ${done}`)
      if (state !== 'RUNNING') return
    }
  })()
  const own = await project(ada)
  let isRunning = true
  const written: string[] = []
  const writing = (async () => {
    while (isRunning) written.push((await task(ada, own)).id)
  })()
  await run()
  isRunning = false
  await Promise.all([writing, heard])
  await expectWhole(id)
  expect(seen.at(-1)).toBe(`DONE ${ROWS}`)
  expect(seen.some((step) => step.startsWith('RUNNING'))).toBe(true)
  expect(written.length).toBeGreaterThan(0)
  expect(await db().task.count({ where: { projectId: own.id } })).toBe(written.length)
  expect(reportOf(await row(id))).toMatchObject({ created: ROWS, resumed: false })
})

it('goes on in another process when its own is killed with kill -9 in the middle', async () => {
  for (let round = 0; round < rounds(10); round++) {
    web = await project(ada)
    const id = await applied()
    const first = run()
    await underWay()
    children.at(-1)?.kill('SIGKILL')
    await first
    await goesOn(id)
  }
})

it('ends with its server, and goes on with the next one', async () => {
  const id = await applied()
  const first = run()
  await underWay()
  const child = children.at(-1)
  // What a process sees of a server that was killed.
  child?.disconnect()
  await first
  expect(child?.exitCode === 1 || (await row(id)).state === 'DONE').toBe(true)
  await goesOn(id)
})

it('stops in order with its server, which does not wait for the whole of it', async () => {
  const id = await applied()
  const stop = new AbortController()
  const first = run(stop.signal)
  await underWay()
  stop.abort()
  await first
  expect(children.at(-1)?.exitCode).toBe(0)
  await goesOn(id)
})

it('ends when it is cancelled, and what is stored stays', async () => {
  const id = await applied(2_000)
  const running = run()
  await underWay()
  await cancelImport(ada, { import: id })
  await running
  expect(children.at(-1)?.exitCode).toBe(0)
  expect(await row(id)).toMatchObject({ state: 'CANCELLED' })
  await run()
  expect(readdirSync(join(folder, 'imports'))).toEqual([])
})

it('is given up in words when its process dies at the same place again and again', async () => {
  const id = await upload()
  await checkImport(ada, { import: id, project: web.key })
  const dying = pathToFileURL(join(folder, 'dying.mjs'))
  writeFileSync(dying, 'process.exit(134)')
  const begin = () => startProcess('import', dying, { args: [], flags: [], environment: {} })
  for (let n = 0; n < 3; n++) {
    expect((await row(id)).state).toBe('CHECKING')
    await runImports(new AbortController().signal, (one, signal) => runApart(one, signal, begin))
  }
  expect(await row(id)).toMatchObject({ state: 'FAILED', error: expect.stringContaining('ended 3 times at the same place (code 134)') })
  await checkImport(ada, { import: id, project: web.key })
  await runImport(id, new AbortController().signal)
  expect(await row(id)).toMatchObject({ state: 'CHECKED', error: '' })
  await cancelImport(ada, { import: id })
  await run()
})

it('starts from the sources as well, as the development server does', async () => {
  const child = startImport(newId('imp'))
  const [code] = (await once(child, 'exit')) as [number | null]
  expect(code).toBe(0)
})
