import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { hosted, hostedByName } from '#lib/domain/plugin/hosted.ts'
import { LIMITS } from '#lib/domain/limits.ts'
import { runnableCommands } from '#lib/domain/plugin/queries.ts'
import { runPluginCommand } from '#lib/domain/plugin/run-command.ts'
import { setPluginInProject } from '#lib/domain/plugin/set-in-project.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { caller, events, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openHost, until } from './testing/host.ts'

let ann: Caller
let bob: Caller
let viewer: Caller
let web: ProjectRow
let own: ProjectRow
let host: Awaited<ReturnType<typeof openHost>>
beforeAll(async () => {
  await testDatabase()
  ann = await person({ handle: 'ann', isAdmin: true })
  const eve = await person()
  web = await project(eve, { key: 'WEB' })
  bob = await member(eve, web)
  viewer = await member(eve, web, 'VIEWER')
  own = await project(await person(), { key: 'OWN' })
  host = await openHost()
  await until(async () => (await db().pluginSetting.count({ where: { plugin: 'probe' } })) === 2)
})
afterAll(() => host.stop())

const runs = () => until(() => hostedByName('probe')?.state === 'RUNNING')
async function run(by: Caller, command: string, given: unknown = {}, more: { project?: string | null; idempotencyKey?: string } = {}) {
  const { result, ...rest } = await runPluginCommand(by, { plugin: 'probe', command, project: 'WEB', arguments: given, ...more })
  return { ...rest, ...(JSON.parse(result) as { markdown: string; table: { rows: unknown[][] } | null }) }
}
const store = async (name: string, ...given: unknown[]) =>
  JSON.parse((await run(ann, 'store', { call: JSON.stringify({ name, given }) })).markdown) as unknown

describe('a command', () => {
  it('gets its arguments by their types, with defaults, tasks and actors', async () => {
    const { key, id } = await task(bob, web)
    const { markdown } = await run(viewer, 'echo', { text: 'hi', day: '2026-01-31', size: 'small', task: id, who: 'ann', count: '' })
    expect(JSON.parse(markdown)).toEqual({
      ...{
        text: 'hi',
        count: 1,
        day: '2026-01-31',
        size: 'small',
        loud: false,
        task: key,
        who: 'ann',
        projects: ['WEB'],
        actor: viewer.handle,
      },
    })
  })

  it('refuses every bad argument by its name, and what of others the caller does not see', async () => {
    const hidden = await task(ann, own)
    const bad = { text: 'x'.repeat(21), count: 1.5, day: '31.1.', size: 'huge', loud: 'yes', more: 1 }
    await expect(run(bob, 'echo', bad)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: expect.arrayContaining(
        ['text', 'count', 'day', 'size', 'loud'].map((name) => expect.objectContaining({ field: `arguments.${name}` })),
      ),
    })
    await expect(run(bob, 'echo', {})).rejects.toMatchObject({ issues: [{ field: 'arguments.text', message: 'must be given' }] })
    await expect(run(bob, 'echo', { text: 't', task: hidden.id })).rejects.toMatchObject({ issues: [{ field: 'arguments.task' }] })
    for (const given of ['text', 7, [1]]) await expect(run(bob, 'echo', given)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(run(bob, 'echo', { text: 't' }, { project: null })).rejects.toMatchObject({ issues: [{ field: 'project' }] })
  })

  it('of the workspace sees through its agent what the caller sees, and no other project', async () => {
    const rows = async (by: Caller) => (await run(by, 'list', {}, { project: null })).table?.rows.map(([key]) => String(key).split('-')[0])
    expect(new Set(await rows(bob))).toEqual(new Set(['WEB']))
    expect(new Set(await rows(ann))).toEqual(new Set(['WEB', 'OWN']))
  })

  it('is run by whom it needs, leaves an event when it does more than read, and is offered to those alone', async () => {
    await expect(run(viewer, 'behave', { how: '' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(run(bob, 'store', { call: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(run(caller(bob, { scopes: ['READ'] }), 'behave', { how: 'well' })).rejects.toMatchObject({
      rule: 'it needs the token scope WORK',
    })
    await expect(run(await person(), 'echo', { text: 't' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(run(bob, 'nothing')).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'command' })
    await run(bob, 'behave', { how: 'well' })
    expect((await events({ stream: 'WEB' })).at(-1)).toMatchObject({ action: 'PLUGIN_COMMAND_RUN', actorId: bob.actorId })
    const offered = async (who: Caller) => (await runnableCommands(who, web.id)).map(({ name }) => name)
    expect(await offered(viewer)).toEqual(['echo'])
    expect(await offered(bob)).toEqual(['echo', 'behave', 'environment'])
    expect(await offered(ann)).toContain('store')
  })

  it('runs once under one key, also when it is asked for twice at once', async () => {
    const both = await Promise.all([1, 2].map(() => run(bob, 'behave', { how: 'well' }, { idempotencyKey: 'once' })))
    expect(both[0]?.markdown).toBe(both[1]?.markdown)
    expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true])
  })

  it('that throws answers its caller, and is no failure of the plugin', async () => {
    await expect(run(bob, 'behave', { how: 'throws' })).rejects.toMatchObject({ code: 'PLUGIN_FAILED' })
    expect([...hosted].find(({ manifest }) => manifest?.name === 'probe')).toMatchObject({ state: 'RUNNING', error: '' })
  })

  it.each(['throws', 'hangs', 'sleeps', 'exits', 'crashes', 'nonsense'])(
    'that %s says so as a typed error, and the next one runs',
    async (how) => {
      await runs()
      await expect(run(bob, 'behave', { how })).rejects.toMatchObject({ code: 'PLUGIN_FAILED', plugin: 'probe', retryable: true })
      await runs()
      await run(bob, 'behave', { how: 'well' })
    },
  )

  it('that takes its time is seen from outside until it is over', async () => {
    const busy = () => hostedByName('probe')?.busy
    await until(() => busy() === null)
    const began = Date.now()
    const over = expect(run(bob, 'behave', { how: 'sleeps' })).rejects.toMatchObject({ code: 'PLUGIN_FAILED' })
    const { since, calls } = await until(() => busy())
    expect([since.getTime() >= began, calls >= 1]).toEqual([true, true])
    await over
    await until(() => busy() === null)
    await runs()
  })

  it('does not run where the plugin is off', async () => {
    await setPluginInProject(ann, { project: 'WEB', plugin: 'probe', isEnabled: false })
    await expect(run(bob, 'echo', { text: 't' })).rejects.toMatchObject({ code: 'FORBIDDEN', rule: 'the plugin probe is off in WEB' })
    await setPluginInProject(ann, { project: 'WEB', plugin: 'probe', isEnabled: true })
  })
})

describe('the store', () => {
  it('keeps JSON by collection and key, in pages', async () => {
    await store(
      'write',
      ['b', 'a', 'ab', 'c'].map((key) => ({ collection: 'list', key, value: { key } })),
    )
    expect(await store('get', 'list', 'ab')).toEqual({ key: 'ab' })
    expect(await store('get', 'other', 'ab')).toBeNull()
    const keys = async (page: object) => ((await store('list', 'list', page)) as { key: string }[]).map(({ key }) => key)
    expect([await keys({ first: 3 }), await keys({ after: 'b' }), await keys({ prefix: 'a' })]).toEqual([
      ['a', 'ab', 'b'],
      ['c'],
      ['a', 'ab'],
    ])
    await store('delete', 'list', 'ab')
    await store('set', 'list', 'a', 'anew')
    expect([await store('get', 'list', 'ab'), await store('get', 'list', 'a')]).toEqual([null, 'anew'])
  })

  it('refuses what is beyond its limits and its quota, whole', async () => {
    const failed = (given: Promise<unknown>) => expect(given).rejects.toMatchObject({ code: 'PLUGIN_FAILED' })
    await failed(store('set', '', 'k', 1))
    await failed(store('set', 'c', 'x'.repeat(LIMITS.plugin.key + 1), 1))
    await failed(
      store(
        'write',
        Array.from({ length: LIMITS.plugin.rowsAtOnce + 1 }, (_, i) => ({ collection: 'c', key: `${i}`, value: 1 })),
      ),
    )
    const id = { plugin_collection_key: { plugin: 'probe', collection: '', key: 'usage' } }
    const used = await db().pluginRow.findUniqueOrThrow({ where: id })
    const full = JSON.stringify({ rows: LIMITS.plugin.rows - 1, bytes: 10 })
    await transaction([], (tx) => tx.pluginRow.update({ where: id, data: { value: full } }))
    const two = ['y', 'z'].map((key) => ({ collection: 'quota', key, value: 1 }))
    await expect(store('write', two)).rejects.toMatchObject({
      reason: expect.stringContaining(`at most ${LIMITS.plugin.rows} are allowed`),
    })
    expect(await store('get', 'quota', 'y')).toBeNull()
    await store('set', 'quota', 'y', 1)
    await transaction([], (tx) => tx.pluginRow.update({ where: id, data: { value: used.value } }))
  })
})

it('a plugin sees neither the secrets of the process nor the variables of others', async () => {
  const { env, config } = JSON.parse((await run(ann, 'environment')).markdown) as Record<string, Record<string, string>>
  expect(Object.keys(env ?? {})).not.toContain('AUTH_SECRET')
  expect(config).toEqual({ FILE: host.file })
})
