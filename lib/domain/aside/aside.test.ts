import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, dialect } from '#lib/db.ts'
import { person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { measure, type Measured } from '../metrics/measure.ts'
import { completeTask } from '../task/complete.ts'
import type { ProjectRow } from '../task/types.ts'
import { aside } from './pool.ts'

let ann: Caller
let web: ProjectRow
let asked: Measured
const direct = (input: Measured) => aside('measure', input, () => measure(db(), dialect(), input))

beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  const now = Date.now()
  asked = { by: 'project', ids: [web.id], projects: null, range: { from: new Date(now - 3600_000), to: new Date(now + 3600_000) } }
})

describe('a long read', () => {
  it('answers in its own thread what it answers here, as soon as it is committed', async () => {
    for (const _ of [1, 2]) {
      await completeTask(ann, { task: (await task(ann, web)).id })
      expect(await direct(asked)).toEqual(await measure(db(), dialect(), asked))
    }
    expect((await direct(asked)).get(web.id)).toMatchObject({ completed: 2 })
  })

  it('runs many at once, each with its own answer', async () => {
    const other = await project(ann)
    const answers = await Promise.all([asked, { ...asked, ids: [other.id] }, asked].map(direct))
    expect(answers.map((found) => [...found.values()].map((one) => one.completed))).toEqual([[2], [0], [2]])
  })

  it('that fails says why, and leaves the thread to others', async () => {
    const bad = { ...asked, range: { ...asked.range, from: new Date(Number.NaN) } }
    await expect(direct(bad)).rejects.toThrow(/invalid/i)
    expect((await direct(asked)).get(web.id)).toMatchObject({ completed: 2 })
  })
})
