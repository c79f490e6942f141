import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { hostedByName } from '#lib/domain/plugin/hosted.ts'
import { listPlugins } from '#lib/domain/plugin/queries.ts'
import { runPluginCommand } from '#lib/domain/plugin/run-command.ts'
import { person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { openHost, until } from './testing/host.ts'

let ann: Caller
let web: ProjectRow
let host: Awaited<ReturnType<typeof openHost>>
beforeAll(async () => {
  await testDatabase()
  ann = await person({ isAdmin: true })
  web = await project(ann)
  host = await openHost([join(import.meta.dirname, 'testing/greedy.ts')])
  await until(() => db().pluginSetting.findFirst({ where: { plugin: 'greedy' } }))
})
beforeEach(() => until(() => hostedByName('greedy')?.state === 'RUNNING'))
afterAll(() => host.stop())

const take = (what: string) => runPluginCommand(ann, { plugin: 'greedy', command: 'take', project: web.id, arguments: { what } })
const shown = async () => (await listPlugins(ann))?.find(({ name }) => name === 'greedy')?.error

it.each([
  ['circular', /neither Markdown nor a table/],
  ['huge', /neither Markdown nor a table/],
  ['unclonable', /could not be cloned/],
  ['stores', /has 50000002 bytes, at most 65536/],
])('an answer or a row that is %s is refused with the reason, and the plugin goes on', async (what, said) => {
  await expect(take(what)).rejects.toMatchObject({ code: 'PLUGIN_FAILED', reason: expect.stringMatching(said) })
  expect(hostedByName('greedy')?.state).toBe('RUNNING')
  await take('nothing')
})

it.each(['logs', 'prints'])('one that %s without end is cut short in the log, and admins read so', async (how) => {
  await take(how)
  await until(async () => /more than 200 lines in 10 s/.test((await shown()) ?? ''))
  await take('nothing')
})

it('one that asks for everything at once and without end holds up nobody, and is ended', async () => {
  let isOver = false
  const taken = expect(take('asks')).rejects.toMatchObject({ reason: expect.stringContaining('longer than') })
  void taken.then(() => (isOver = true))
  let made = 0
  for (; !isOver; made++) await task(ann, web)
  // The last one may have ended after it; of another one nobody can say so.
  expect(made).toBeGreaterThan(1)
  await taken
  expect(await shown()).toMatch(/longer than/)
})

it.each([
  ['heap', /memory limit/],
  ['buffers', /memory of the server grew by more than 512 MB/],
])('one that fills the memory with its %s is ended, and admins read why', async (what, said) => {
  await expect(take(what)).rejects.toMatchObject({ reason: expect.stringMatching(said) })
  expect(await shown()).toMatch(said)
})

it('one that leaves 10,000 timers behind answers on', async () => {
  await take('timers')
  await take('nothing')
  await task(ann, web)
})
