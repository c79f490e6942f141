import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SCOPES, type Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { applyImport } from '#lib/domain/import/apply.ts'
import { cancelImport } from '#lib/domain/import/cancel.ts'
import { checkImport } from '#lib/domain/import/check.ts'
import { importsByIds, rowsOf } from '#lib/domain/import/queries.ts'
import { reportOf } from '#lib/domain/import/report.ts'
import { env } from '#lib/env.ts'
import { caller, person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { agent } from '#lib/testing/people.ts'
import { openSite, send } from '#lib/testing/site.ts'
import { FILES } from '../files.ts'
import { runImports } from './job.ts'
import { runImport } from './run-import.ts'

const BEADS = readFileSync(join(import.meta.dirname, '../fixtures/beads-300.jsonl'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-uploads-'))
let server: Awaited<ReturnType<typeof openSite>>
let bot: Caller
let authorization: string
let web: Awaited<ReturnType<typeof project>>

beforeAll(async () => {
  await testDatabase()
  env().DATA_DIR = folder
  server = await openSite({ files: FILES })
  const made = await agent('mover', { scopes: [...SCOPES] })
  bot = caller({ actorId: made.actorId, handle: 'mover', kind: 'AGENT' })
  authorization = made.authorization
})
beforeEach(async () => {
  web = await project(bot)
})
afterAll(async () => {
  server.site.server.close()
  rmSync(folder, { recursive: true, force: true })
})

const post = (body: string, name = 'issues.jsonl', headers: Record<string, string> = { authorization }) =>
  send(server.port, `/files/import?name=${name}`, { method: 'POST', body, headers })
async function upload(body = BEADS, name?: string) {
  const { status, body: text } = await post(body, name)
  expect([status, text]).toEqual([201, expect.any(String)])
  return (JSON.parse(text) as { import: string }).import
}
const row = (id: string) => db().import.findUniqueOrThrow({ where: { id } })
/** Here and not in a process of its own, which apart.test.ts is about. */
const run = (stopping = new AbortController().signal) =>
  runImports(stopping, async (id, signal) => {
    await runImport(id, signal)
    return null
  })

describe('an uploaded file', () => {
  it('is checked without writing a row, then applied, and its file goes', async () => {
    const id = await upload()
    expect(await row(id)).toMatchObject({ format: 'beads', state: 'UPLOADED', size: Buffer.byteLength(BEADS) })
    await checkImport(bot, { import: id, project: web.key })
    await run()
    const checked = await row(id)
    expect(checked).toMatchObject({ state: 'CHECKED', total: 300, done: 300 })
    expect(reportOf(checked)).toMatchObject({ dryRun: true, created: 300, skipped: 0 })
    expect(rowsOf(checked, { finding: 'DANGLING_LINK', first: 5 })).toMatchObject({ rows: { length: 5 }, hasNextPage: true })
    expect(rowsOf(checked, { result: 'skipped' }).rows).toEqual([])
    expect(rowsOf(checked, { first: 1 }).rows).toMatchObject([
      { line: 1, title: (JSON.parse(BEADS.split('\n')[0] ?? '') as { title: string }).title },
    ])
    expect(await db().task.count({ where: { projectId: web.id } })).toBe(0)
    await applyImport(bot, { import: id })
    await run()
    expect(await row(id)).toMatchObject({ state: 'DONE', done: 300, projectId: web.id })
    expect(reportOf(await row(id))).toMatchObject({ dryRun: false, created: 300 })
    expect(await db().task.count({ where: { projectId: web.id } })).toBe(300)
    expect(readdirSync(join(folder, 'imports'))).toEqual([])
    const again = await upload()
    await checkImport(bot, { import: again, project: web.key })
    await run()
    expect(reportOf(await row(again))).toMatchObject({ created: 0, updated: 0, unchanged: 300 })
    await cancelImport(bot, { import: again })
  })

  it('goes on where a stop of the server left it, with the same result', async () => {
    const id = await upload()
    await checkImport(bot, { import: id, project: 'LATER', newProjectName: 'Later' })
    await run()
    await applyImport(bot, { import: id })
    const stop = new AbortController()
    const first = run(stop.signal)
    await expect.poll(() => db().task.count({ where: { project: { key: 'LATER' } } }), { interval: 2, timeout: 20_000 }).toBeGreaterThan(0)
    stop.abort()
    await first
    const left = await row(id)
    expect(left.state).toBe('RUNNING')
    await run()
    expect(await row(id)).toMatchObject({ state: 'DONE', done: 300 })
    const later = await db().project.findUniqueOrThrow({ where: { key: 'LATER' } })
    expect(await db().task.count({ where: { projectId: later.id } })).toBe(300)
    expect(await db().dependency.count({ where: { projectId: later.id } })).toBe(161)
    expect(await diagnose()).toEqual([])
  })

  it('ends when it is cancelled, and says how far it came', async () => {
    const id = await upload()
    await checkImport(bot, { import: id, project: web.key })
    await run()
    await applyImport(bot, { import: id })
    const running = run()
    await expect.poll(() => db().task.count({ where: { projectId: web.id } }), { interval: 2, timeout: 20_000 }).toBeGreaterThan(0)
    await cancelImport(bot, { import: id })
    await running
    expect(await row(id)).toMatchObject({ state: 'CANCELLED', total: 300 })
    await run()
    expect(readdirSync(join(folder, 'imports'))).toEqual([])
    await expect(applyImport(bot, { import: id })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('that has vanished from the folder ends as failed and says what to do; one of another node is left to that node', async () => {
    const [id, other] = [await upload(), await upload()]
    await checkImport(bot, { import: id, project: web.key })
    await checkImport(bot, { import: other, project: web.key })
    const { options } = await row(other)
    const elsewhere = JSON.stringify({ ...JSON.parse(options), folder: 'another' })
    await transaction([], (tx) => tx.import.update({ where: { id: other }, data: { options: elsewhere } }))
    for (const name of [id, other]) rmSync(join(folder, 'imports', name))
    await run()
    expect(await row(id)).toMatchObject({ state: 'FAILED', error: expect.stringContaining('Upload it again'), endedAt: expect.any(Date) })
    expect(await row(other)).toMatchObject({ state: 'CHECKING' })
    for (const one of [id, other]) await cancelImport(bot, { import: one })
  })

  it('says what is wrong with it when it cannot be read as its format', async () => {
    const id = await upload('{"a":1}', 'tasks.json')
    await checkImport(bot, { import: id, project: web.key })
    await run()
    expect(await row(id)).toMatchObject({ state: 'FAILED', error: expect.stringContaining('no list of tasks') })
    await expect(applyImport(bot, { import: id })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await cancelImport(bot, { import: id })
  })

  it.each([
    ['SQLite format 3\0', 'x', 'task-orchestrator'],
    ['title\nOne\n', 'a.csv', 'csv'],
    ['{"id":"bd-1","title":"One"}\n', 'a', 'beads'],
    ['{\n "master": { "tasks": [] } }', 'a.json', 'task-master'],
  ])('%j is taken for %s', async (body, name, format) => {
    const id = await upload(body, name)
    expect(await row(id)).toMatchObject({ format })
    await cancelImport(bot, { import: id })
  })
})

describe('an upload is refused', () => {
  it('from nobody, without a body, by GET, of another format, and beyond the limit, and leaves nothing', async () => {
    await run()
    const before = await db().import.count()
    expect((await post(BEADS, 'x', {})).status).toBe(401)
    expect(await post('')).toMatchObject({ status: 400, body: expect.stringContaining('empty') })
    expect((await send(server.port, '/files/import', { headers: { authorization } })).status).toBe(405)
    expect((await post(BEADS, 'x&format=nonsense')).status).toBe(400)
    env().IMPORT_MAX_MB = 0.01
    const large = await post(BEADS)
    env().IMPORT_MAX_MB = 200
    expect(large).toMatchObject({ status: 413, body: expect.stringContaining('larger than') })
    expect(await db().import.count()).toBe(before)
    expect(readdirSync(join(folder, 'imports'))).toEqual([])
  })

  it('with a token without MANAGE', async () => {
    const reader = await agent('reader', { scopes: ['READ', 'WORK'] })
    expect((await post(BEADS, 'x', { authorization: reader.authorization })).status).toBe(403)
  })
})

describe('who may', () => {
  it('nobody else sees or changes an import, an admin only sees it, and only an OWNER brings one into a project', async () => {
    const id = await upload()
    const [stranger, admin] = [await person(), await person({ isAdmin: true })]
    expect((await importsByIds(stranger, [id])).size).toBe(0)
    expect((await importsByIds(admin, [id])).size).toBe(1)
    await expect(checkImport(stranger, { import: id, project: web.key })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(cancelImport(admin, { import: id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const other = await project(stranger, { members: [[bot, 'MEMBER']] })
    await expect(checkImport(bot, { import: id, project: other.key })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(checkImport(bot, { import: id, project: other.key, newProjectName: 'X' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await cancelImport(bot, { import: id })
  })
})
