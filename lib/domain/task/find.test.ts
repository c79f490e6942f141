import { beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { transaction } from '#lib/db.ts'
import { caller, person, project, task, taskRow } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { deleteTask } from './delete.ts'
import { AmbiguousError } from './errors.ts'
import { findTask } from './find.ts'
import type { ProjectRow } from './types.ts'

let ann: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann, { key: 'WEB' })
})

async function withId(id: string, of: ProjectRow = web, by: Caller = ann) {
  const row = await task(by, of)
  await transaction([of.id], (tx) => tx.task.update({ where: { id: row.id }, data: { id } }))
  return taskRow(id)
}

it('a task is found by id and key in any case, and by the beginning of its id', async () => {
  const one = await withId('abcd1234')
  for (const ref of ['abcd1234', 'ABCD1234', one.key, one.key.toLowerCase(), ' abcd1234 ', 'abcd', 'ABCD123'])
    expect((await findTask(ann, ref))?.id).toBe('abcd1234')
  for (const ref of ['abc', '', 'abce', 'WEB-999', 'web', 'abcd12345', '%', 'abcd%', "' OR 1=1"])
    expect(await findTask(ann, ref)).toBeNull()
})

it('a beginning that fits several visible tasks names up to five of them', async () => {
  for (let i = 0; i < 7; i++) await withId(`beef000${i}`)
  const error = await findTask(ann, 'beef').catch((refusal: unknown) => refusal)
  expect(error).toBeInstanceOf(AmbiguousError)
  expect((error as AmbiguousError).candidates).toHaveLength(5)
  expect((await findTask(ann, 'beef0003'))?.id).toBe('beef0003')
})

it('tasks of others neither show nor make a beginning ambiguous', async () => {
  const bob = await person()
  const theirs = await project(bob)
  await withId('feed0001')
  await withId('feed0002', theirs, bob)
  expect((await findTask(ann, 'feed'))?.id).toBe('feed0001')
  expect((await findTask(bob, 'feed'))?.id).toBe('feed0002')
  expect(await findTask(ann, 'feed0002')).toBeNull()
  expect(await findTask(caller(ann, { projectIds: [theirs.id] }), 'feed0001')).toBeNull()
})

it('a deleted task is found whole, to be restored, but not by a beginning', async () => {
  const gone = await withId('dead0001')
  await deleteTask(ann, { task: gone.id })
  expect((await findTask(ann, gone.key))?.deletedAt).not.toBeNull()
  expect(await findTask(ann, 'dead')).toBeNull()
})
