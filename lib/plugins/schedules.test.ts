import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { hostedByName } from '#lib/domain/plugin/hosted.ts'
import { scheduleFacts, scheduleRows, type ScheduleRow } from '#lib/domain/plugin/schedules.ts'
import { setPluginEnabled } from '#lib/domain/plugin/set-enabled.ts'
import { setPluginInProject } from '#lib/domain/plugin/set-in-project.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { msOf } from './manifest.ts'
import { openHost, until } from './testing/host.ts'

const MINUTE_MS = 60_000
let ann: Caller
let web: ProjectRow
let host: Awaited<ReturnType<typeof openHost>>
beforeAll(async () => {
  await testDatabase()
  ann = await person({ isAdmin: true })
  host = await openHost()
  await until(() => hostedByName('probe')?.state === 'RUNNING', 0)
})
beforeEach(async () => {
  web = await project(ann)
  await until(() => ran(web))
})
afterAll(() => host.stop())

const rowOf = async (name: string, of: ProjectRow | null): Promise<ScheduleRow | undefined> =>
  (await scheduleRows(['probe'])).get('probe')?.find((row) => row.name === name && row.projectId === (of?.id ?? null))
const ran = (of: ProjectRow) => rowOf('tick', of)
const ticks = ({ key }: ProjectRow) => host.heard().filter((line) => line === `tick ${key} begins`).length
/** As if so much time had passed since it ran. */
async function passes(minutes: number, of: ProjectRow | null = web, name = 'tick') {
  const row = await rowOf(name, of)
  const id = { plugin: 'probe', collection: '', key: `schedule ${name} ${of?.id ?? '*'}` }
  const updatedAt = new Date((row?.ranAt.getTime() ?? 0) - minutes * MINUTE_MS)
  await transaction([], (tx) => tx.pluginRow.update({ where: { plugin_collection_key: id }, data: { updatedAt } }))
}
/** When whatever is due has run. */
async function settled() {
  const other = await project(ann)
  await until(() => ran(other))
}
const set = (word: string) => setPluginInProject(ann, { plugin: 'probe', project: web.id, settings: { word } })

describe('a schedule', () => {
  it('runs at once in a project that the plugin enters, and again when its time has passed', async () => {
    await settled()
    expect(ticks(web)).toBe(1)
    await passes(14)
    await settled()
    expect(ticks(web)).toBe(1)
    await passes(2)
    await until(() => ticks(web) === 2)
    await settled()
    expect(ticks(web)).toBe(2)
  })

  it('makes up for what was missed by one run, and never runs beside itself', async () => {
    await host.stop()
    await passes(24 * 60)
    const { file } = host
    host = await openHost(undefined, file)
    await until(() => ticks(web) === 2)
    await settled()
    expect(ticks(web)).toBe(2)
    const marks = host.heard().flatMap((line) => /^tick \S+ (begins|ends)$/.exec(line)?.[1] ?? [])
    expect(marks).toEqual(marks.map((_, i) => (i % 2 ? 'ends' : 'begins')))
  })

  it('of the workspace runs once for all projects', async () => {
    const before = host.heard().filter((line) => line.startsWith('survey')).length
    await passes(24 * 60, null, 'survey')
    const said = await until(() => host.heard().filter((line) => line.startsWith('survey'))[before])
    const keys = (await db().project.findMany({ select: { key: true } })).map(({ key }) => key).sort()
    expect(said).toBe(`survey ${keys.join()}`)
  })

  it.each([
    ['throws', /^as it was told$/],
    ['hangs', /took longer than/],
    ['exits', /ended with 3/],
  ])('that %s says so, is tried again after a minute, then two, and holds up no other', async (word, said) => {
    await set(word)
    await passes(15)
    await until(async () => (await ran(web))?.failures === 1)
    const manifest = hostedByName('probe')?.manifest ?? null
    const [tick] = scheduleFacts(manifest, (await scheduleRows(['probe'])).get('probe') ?? [])
    expect(tick?.faults.find(({ projectId }) => projectId === web.id)?.message).toMatch(said)
    await settled()
    expect(ticks(web)).toBe(2)
    await passes(1)
    await until(async () => (await ran(web))?.failures === 2)
    await passes(1)
    await settled()
    expect((await ran(web))?.failures).toBe(2)
    await set('none')
    await passes(1)
    await until(async () => (await ran(web))?.failures === 0)
    expect((await ran(web))?.error).toBe('')
  })

  it('does not run where the plugin is off, and once when it is on again', async () => {
    await setPluginInProject(ann, { plugin: 'probe', project: web.id, isEnabled: false })
    await passes(60)
    await settled()
    expect(ticks(web)).toBe(1)
    await setPluginEnabled(ann, { plugin: 'probe', isEnabled: false })
    await until(() => hostedByName('probe')?.state === 'DISABLED')
    await setPluginInProject(ann, { plugin: 'probe', project: web.id, isEnabled: true })
    await setPluginEnabled(ann, { plugin: 'probe', isEnabled: true })
    await until(() => ticks(web) === 2)
    await settled()
    expect(ticks(web)).toBe(2)
  })
})

it('times are minutes, hours and days', () => {
  expect(['15m', '6h', '7d', '0m', '15', '1w', ''].map(msOf)).toEqual([900_000, 21_600_000, 604_800_000, 0, NaN, NaN, NaN])
})
