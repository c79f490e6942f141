import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { transaction } from '#lib/db.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase, type TestDatabase } from '#lib/testing/database.ts'
import { addDependency } from '../dependency/add.ts'
import { cancelTask } from '../task/cancel.ts'
import { completeTask } from '../task/complete.ts'
import { deleteTask } from '../task/delete.ts'
import type { ProjectRow } from '../task/types.ts'
import { updateTask } from '../task/update.ts'
import { criticalPath } from './critical-path.ts'
import { inWords } from './path-words.ts'

let database: TestDatabase
let owner: Caller
let web: ProjectRow
beforeAll(async () => void (database = await testDatabase()))
beforeEach(async () => {
  await database.reset()
  owner = await person()
  web = await project(owner, { key: 'WEB' })
})

const made = (title: string, more: { estimatedHours?: number; dependsOn?: string[] } = {}) => task(owner, web, { title, ...more })

describe('the critical path of a project', () => {
  it('is the longest chain of open tasks by estimate, in order, with slack beside it and a bottleneck', async () => {
    const design = await made('Design', { estimatedHours: 2 })
    const build = await made('Build', { estimatedHours: 8, dependsOn: [design.id] })
    const texts = await made('Texts', { estimatedHours: 3, dependsOn: [design.id] })
    const ship = await made('Ship', { estimatedHours: 1, dependsOn: [build.id, texts.id] })
    const path = await criticalPath(owner, { project: 'web', slackOf: [texts.key, build.id] })
    expect(path).toMatchObject({ hours: 11, length: 3, openTasks: 4, chain: [design.id, build.id, ship.id] })
    expect(path?.leastSlack).toEqual([{ task: texts.id, hours: 5 }])
    expect(path?.asked).toEqual(
      expect.arrayContaining([
        { task: texts.id, hours: 5 },
        { task: build.id, hours: 0 },
      ]),
    )
    expect(path?.bottleneck).toEqual({ task: build.id, savesHours: 5, waiting: 1 })
    expect(path && inWords(path)).toBe('3 tasks, about 11 h')
  })

  it("takes the median of the project's estimates for a task without one, and 1 h when there is none", async () => {
    await made('Alone')
    expect(await criticalPath(owner, { project: web.id })).toMatchObject({ hours: 1, usualHours: 1 })
    for (const estimatedHours of [2, 4, 40]) await made(`Of ${estimatedHours} h`, { estimatedHours })
    expect(await criticalPath(owner, { project: web.id })).toMatchObject({ usualHours: 4, hours: 40 })
    const last = await made('Of 6.5 h', { estimatedHours: 6.5 })
    expect(await criticalPath(owner, { project: web.id })).toMatchObject({ usualHours: 5.25 })
    await made('After it', { dependsOn: [last.id] })
    expect(await criticalPath(owner, { project: web.id, task: 'WEB-6' })).toMatchObject({
      hours: 11.75,
      chain: [last.id, expect.any(String)],
    })
  })

  it('leaves out what is done, cancelled or deleted, and follows only edges that gate', async () => {
    const done = await made('Done', { estimatedHours: 50 })
    const given = await made('Given up', { estimatedHours: 50 })
    const here = await made('Here', { estimatedHours: 2, dependsOn: [done.id, given.id] })
    const gone = await made('Gone', { estimatedHours: 50, dependsOn: [here.id] })
    const beside = await made('Beside', { estimatedHours: 1 })
    await addDependency(owner, { task: beside.id, dependsOn: here.id, kind: 'RELATED' })
    await completeTask(owner, { task: done.id })
    await cancelTask(owner, { task: given.id, policy: 'RELEASE' })
    await deleteTask(owner, { task: gone.id })
    expect(await criticalPath(owner, { project: web.id })).toMatchObject({ hours: 2, chain: [here.id], openTasks: 2 })
  })

  it('is known again after any change', async () => {
    const one = await made('One', { estimatedHours: 2 })
    expect(await criticalPath(owner, { project: web.id })).toMatchObject({ hours: 2 })
    expect(await criticalPath(owner, { project: web.id })).toMatchObject({ hours: 2 })
    await updateTask(owner, { task: one.id, estimatedHours: 3 })
    expect(await criticalPath(owner, { project: web.id })).toMatchObject({ hours: 3 })
    await completeTask(owner, { task: one.id })
    expect(await criticalPath(owner, { project: web.id })).toMatchObject({ hours: 0, length: 0, bottleneck: null })
  })

  it('is the same where the project is large and it is found beside everything else', async () => {
    const one = await made('One', { estimatedHours: 2 })
    const two = await made('Two', { estimatedHours: 3, dependsOn: [one.id] })
    const here = await criticalPath(owner, { project: web.id, slackOf: [two.key] })
    await transaction([web.id], (tx) => tx.project.update({ where: { id: web.id }, data: { completed: 10_000 } }))
    expect(await criticalPath(owner, { project: web.id, slackOf: [two.key] })).toEqual(here)
    expect(here).toMatchObject({ hours: 5, chain: [one.id, two.id] })
  })

  it('is null for whoever is no member, and for a task of another project', async () => {
    const elsewhere = await task(owner, await project(owner))
    await made('Here')
    expect(await criticalPath(await person(), { project: web.id })).toBeNull()
    expect(await criticalPath(owner, { project: web.id, task: elsewhere.id })).toBeNull()
    expect(await criticalPath(await agent(owner, { project: web, role: 'VIEWER' }), { project: web.id })).toMatchObject({ length: 1 })
  })
})
