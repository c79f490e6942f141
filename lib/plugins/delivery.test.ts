import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { hostedByName } from '#lib/domain/plugin/hosted.ts'
import { listPlugins } from '#lib/domain/plugin/queries.ts'
import { setPluginEnabled } from '#lib/domain/plugin/set-enabled.ts'
import { setPluginInProject } from '#lib/domain/plugin/set-in-project.ts'
import { skipPluginEvent } from '#lib/domain/plugin/skip-event.ts'
import { removeMember } from '#lib/domain/project/remove-member.ts'
import { createPlan } from '#lib/domain/plan/create.ts'
import { createTask } from '#lib/domain/task/create.ts'
import { updateTask } from '#lib/domain/task/update.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openHost, until } from './testing/host.ts'

let ann: Caller
let old: ProjectRow
let host: Awaited<ReturnType<typeof openHost>>
beforeAll(async () => {
  await testDatabase()
  ann = await person({ handle: 'ann', isAdmin: true })
  old = await project(ann, { key: 'OLD' })
  await createTask(ann, { project: 'OLD', title: 'from before the plugin' })
  host = await openHost()
  await until(() => met(old))
})
afterAll(() => host.stop())

const met = ({ id }: ProjectRow) => db().pluginSetting.findUnique({ where: { plugin_projectId: { plugin: 'probe', projectId: id } } })
const head = async ({ id }: ProjectRow) => (await db().project.findUniqueOrThrow({ where: { id } })).seq
const cursor = async ({ key }: ProjectRow) =>
  (await db().deliveryCursor.findUnique({ where: { consumer_stream: { consumer: 'plugin:probe', stream: key } } }))?.seq ?? 0
const isUpToDate = async (of: ProjectRow) => (await cursor(of)) === (await head(of))
/** What the plugin has heard of a project, by number. */
const heard = ({ key }: ProjectRow) =>
  host.heard().flatMap((line) => {
    const [, stream, seq, rest] = /^evt_([A-Z0-9]+)_(\d+) (.*)$/.exec(line) ?? []
    return stream === key ? [{ seq: Number(seq), rest }] : []
  })
const numbers = (of: ProjectRow) => heard(of).map(({ seq }) => seq)
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i)
const create = (of: ProjectRow, title: string) => createTask(ann, { project: of.id, title })

it('it enters a project that was there before, and hears from then on; of a later one everything', async () => {
  const before = await head(old)
  const { task } = await create(old, 'first')
  await updateTask(ann, { task, title: 'second' })
  const fresh = await project(ann, { key: 'FRESH' })
  await until(() => isUpToDate(old))
  await until(async () => (await met(fresh)) && (await isUpToDate(fresh)))
  expect(
    heard(old)
      .slice(-2)
      .map(({ rest }) => rest),
  ).toEqual([expect.stringMatching('TASK_CREATED'), 'TASK_UPDATED second'])
  expect(numbers(old).every((seq) => seq >= before)).toBe(true)
  expect(numbers(fresh)).toEqual(upTo(await head(fresh)))
  expect(heard(fresh).map(({ rest }) => rest)).toContain('PROJECT_CREATED ')
})

it('one that was off for 1,000 events catches up, in order, each once', async () => {
  const of = await project(ann)
  await until(async () => (await met(of)) && (await isUpToDate(of)))
  await setPluginEnabled(ann, { plugin: 'probe', isEnabled: false })
  await until(() => hostedByName('probe')?.state === 'DISABLED')
  for (let i = 0; i < 2; i++)
    await createPlan(ann, { project: of.id, tasks: Array.from({ length: 500 }, (_, at) => ({ title: `${i} ${at}` })) })
  expect((await head(of)) - (await cursor(of))).toBeGreaterThanOrEqual(1_000)
  await setPluginEnabled(ann, { plugin: 'probe', isEnabled: true })
  await until(() => isUpToDate(of))
  expect(numbers(of)).toEqual(upTo(await head(of)))
})

it.each(['throws', 'hangs', 'exits', 'crashes'])(
  'an event that it %s at comes again and holds back its project alone, until it is skipped',
  async (fault) => {
    const [of, other] = [await project(ann), await project(ann)]
    await until(async () => (await isUpToDate(of)) && (await isUpToDate(other)) && (await met(of)) && met(other))
    const row = () => db().plugin.findUniqueOrThrow({ where: { name: 'probe' } })
    await create(of, `after it ${fault}`)
    await until(async () => /attempt [2-9]/.test((await row()).lastError))
    const stuck = await head(of)
    await create(of, 'behind it')
    await create(other, 'elsewhere')
    await until(() => isUpToDate(other))
    expect([await cursor(of), numbers(of)]).toEqual([stuck - 1, upTo(stuck - 1)])
    const shown = (await listPlugins(ann))?.find(({ name }) => name === 'probe')
    expect(shown?.error).toMatch(/attempt|longer|ended|null|told/)
    await expect(skipPluginEvent(ann, { plugin: 'probe', event: `evt_${of.key}_${stuck + 1}` })).rejects.toMatchObject({
      issues: [{ field: 'event', message: `is not the next one of probe, which is evt_${of.key}_${stuck}` }],
    })
    await skipPluginEvent(ann, { plugin: 'probe', event: `evt_${of.key}_${stuck}` })
    await until(() => isUpToDate(of))
    expect(numbers(of)).toEqual([...upTo(stuck - 1), ...upTo(await head(of), stuck + 1)])
    expect((await row()).lastError).toBe('')
  },
)

it('hears nothing of a project where it is off or its agent is no member, and on again goes on from then', async () => {
  const of = await project(ann)
  await until(async () => (await met(of)) && (await isUpToDate(of)))
  await setPluginInProject(ann, { project: of.id, plugin: 'probe', isEnabled: false })
  await create(of, 'secret one')
  await setPluginInProject(ann, { project: of.id, plugin: 'probe', isEnabled: true })
  await removeMember(ann, { project: of.id, actor: 'plugin.probe' })
  await create(of, 'secret two')
  await setPluginInProject(ann, { project: of.id, plugin: 'probe', isEnabled: true })
  await create(of, 'open')
  await until(() => isUpToDate(of))
  expect(heard(of).filter(({ rest }) => rest?.includes('secret'))).toEqual([])
  expect(heard(of).at(-1)?.rest).toBe('TASK_CREATED open')
})
