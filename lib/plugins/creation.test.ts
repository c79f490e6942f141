import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { hostedByName } from '#lib/domain/plugin/hosted.ts'
import { setPluginEnabled } from '#lib/domain/plugin/set-enabled.ts'
import { setPluginInProject } from '#lib/domain/plugin/set-in-project.ts'
import { createPlan } from '#lib/domain/plan/create.ts'
import { createTask } from '#lib/domain/task/create.ts'
import type { ProjectRow } from '#lib/domain/task/types.ts'
import { person, project, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { openHost, until } from './testing/host.ts'

let ann: Caller
let web: ProjectRow
let host: Awaited<ReturnType<typeof openHost>>
beforeAll(async () => {
  await testDatabase()
  ann = await person({ handle: 'ann', isAdmin: true })
  web = await project(ann, { key: 'WEB' })
  host = await openHost()
  await isIn(web)
})
afterAll(() => host.stop())

const create = (title: string, more: { idempotencyKey?: string } = {}) => createTask(ann, { project: 'WEB', title, ...more })
const isIn = ({ id }: ProjectRow) =>
  until(() => db().pluginSetting.findUnique({ where: { plugin_projectId: { plugin: 'probe', projectId: id } } }))
const runs = () => until(() => hostedByName('probe')?.state === 'RUNNING')
const count = () => db().task.count({ where: { projectId: web.id } })

describe('a plugin that is asked before tasks are created', () => {
  it('refuses with a reason of its own, and nothing is written', async () => {
    const before = await count()
    await expect(create('an unwanted task')).rejects.toMatchObject({
      ...{ code: 'REFUSED', by: 'the plugin probe', reason: 'ann may not, in WEB (none)' },
    })
    expect(await count()).toBe(before)
  })

  it('is asked once about a plan, names the task, and refuses all of it, dry too', async () => {
    const tasks = [{ title: 'good' }, { title: 'unwanted' }]
    const before = await count()
    await expect(createPlan(ann, { project: 'WEB', tasks })).rejects.toMatchObject({
      reason: 'task 2 ("unwanted"): ann may not, in WEB (none)',
    })
    await expect(createPlan(ann, { project: 'WEB', tasks, dryRun: true })).rejects.toMatchObject({
      reason: expect.stringContaining('not even dry'),
    })
    expect(await count()).toBe(before)
  })

  it('is not asked again about what was done, nor about what the caller may not do', async () => {
    const { task } = await create('wanted', { idempotencyKey: 'k' })
    await expect(create('unwanted', { idempotencyKey: 'k' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
    expect(await create('wanted', { idempotencyKey: 'k' })).toMatchObject({ task, replayed: true })
    await expect(createTask(await person(), { project: 'WEB', title: 'unwanted' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it.each([
    ['throws', /as it was told/, 'RUNNING'],
    ['hangs', /longer than 400 ms/, 'RESTARTING'],
    ['sleeps', /longer than 400 ms/, 'RESTARTING'],
    ['exits', /ended with 3/, 'RESTARTING'],
    ['crashes', /null/, 'RESTARTING'],
  ])('and %s loses no task: it is created, and the fault is told', async (fault, said, state) => {
    await runs()
    const { task } = await create(`before ${fault}`)
    expect((await taskRow(task)).title).toBe(`before ${fault}`)
    expect(hostedByName('probe')?.error).toMatch(said)
    // A new thread may be there already.
    expect([state, 'STARTING', 'RUNNING']).toContain(hostedByName('probe')?.state)
    await runs()
    await expect(create('unwanted')).rejects.toMatchObject({ code: 'REFUSED' })
  })

  it('that falls through another call is asked again', async () => {
    await runs()
    const outcomes = await Promise.allSettled([create('before hangs'), create('unwanted one'), create('unwanted two')])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  })

  it('is not asked where an owner switched it off, knows what is set, and is not asked while an admin switched it off', async () => {
    await runs()
    await setPluginInProject(ann, { project: 'WEB', plugin: 'probe', settings: { word: 'mine' } })
    await expect(create('unwanted')).rejects.toMatchObject({ reason: 'ann may not, in WEB (mine)' })
    await setPluginInProject(ann, { project: 'WEB', plugin: 'probe', isEnabled: false })
    await create('unwanted')
    await setPluginInProject(ann, { project: 'WEB', plugin: 'probe', isEnabled: true })
    await expect(create('unwanted')).rejects.toMatchObject({ reason: 'ann may not, in WEB (mine)' })
    await setPluginEnabled(ann, { plugin: 'probe', isEnabled: false })
    await until(() => hostedByName('probe')?.state === 'DISABLED')
    await create('unwanted')
    await setPluginEnabled(ann, { plugin: 'probe', isEnabled: true })
    await runs()
    await expect(create('unwanted')).rejects.toMatchObject({ code: 'REFUSED' })
  })
})
