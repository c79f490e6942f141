import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { dialect, transaction } from '#lib/db.ts'
import { keepJob } from '#lib/jobs.ts'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { completeTask } from '../task/complete.ts'
import { findDiagnosis } from './diagnosis.ts'
import { findInstallation } from './installation.ts'

let ann: Caller
let bob: Caller
beforeAll(async () => {
  await testDatabase()
  ann = await person({ isAdmin: true })
  bob = await person()
})

describe('the state of the installation', () => {
  it('tells the database, its migrations, and how much there is', async () => {
    const web = await project(bob)
    await agent(bob, { project: web })
    await completeTask(bob, { task: (await task(bob, web)).id })
    await task(bob, web)
    const found = await findInstallation(ann)
    expect(found?.counts).toMatchObject({ people: 2, agents: 1, projects: 1, tasks: 2, openTasks: 1 })
    expect(found?.counts.events).toBeGreaterThan(5)
    expect(found?.database).toMatchObject(
      dialect() === 'sqlite' ? { kind: 'SQLITE', place: expect.stringMatching(/\.db$/) } : { kind: 'POSTGRES', journalBytes: null },
    )
    expect(found?.database.bytes).toBeGreaterThan(100_000)
    expect(found?.database.place).not.toContain('@')
    expect(found?.migrations.map(({ appliedAt }) => Number.isNaN(appliedAt.getTime()))).not.toContain(true)
    expect(found?.migrations.length).toBeGreaterThan(0)
  })

  it('tells how writes go, and which jobs are held', async () => {
    const before = (await findInstallation(ann))?.writing
    await Promise.all(Array.from({ length: 20 }, () => transaction([], (tx) => tx.workspace.count())))
    const after = (await findInstallation(ann))?.writing
    expect((after?.writes ?? 0) - (before?.writes ?? 0)).toBe(20)
    expect(after?.p99Ms).toBeGreaterThanOrEqual(after?.medianMs ?? Infinity)
    if (dialect() === 'sqlite') expect((after?.commits ?? 20) - (before?.commits ?? 0)).toBeLessThan(20)
    else expect(after?.commits).toBeNull()
    const stop = await new Promise<() => Promise<void>>((running) => {
      const stop = keepJob({ name: 'sweep', everyMs: 60_000, run: async () => (running(() => stop()), 60_000) })
    })
    expect((await findInstallation(ann))?.jobs).toMatchObject([{ name: 'sweep', isHeld: true, ranAt: expect.any(Date) }])
    await stop()
    expect((await findInstallation(ann))?.jobs).toMatchObject([{ name: 'sweep', isHeld: false }])
  })
})

it('the doctor finds nothing in what the domain wrote, and what was changed behind its back', async () => {
  expect(await findDiagnosis(ann)).toMatchObject({ faults: [], faultCount: 0 })
  const web = await project(ann)
  const { key, id } = await task(ann, web)
  await transaction([], (tx) => tx.task.update({ where: { id }, data: { openDependents: 7 } }))
  expect(await findDiagnosis(ann)).toMatchObject({
    faults: [{ check: 'openDependents', ref: key, stored: '7', expected: '0' }],
    faultCount: 1,
  })
})

it('who is no admin sees neither', async () => {
  expect(await findInstallation(bob)).toBeNull()
  expect(await findDiagnosis(bob)).toBeNull()
})
