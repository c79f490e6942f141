import { beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, caller, events, person } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { updateMe } from './update-me.ts'

let ann: Caller
beforeAll(async () => {
  await testDatabase()
  ann = await person({ name: 'Ann' })
})

const nameOf = async () => (await db().actor.findUniqueOrThrow({ where: { id: ann.actorId } })).name
const renames = async () => (await events({ stream: 'workspace' })).filter(({ action }) => action === 'PERSON_UPDATED')

it('a person changes the own name, which the audit shows; the same name again is no change', async () => {
  await updateMe(ann, { name: '  Ann Able ' })
  await updateMe(ann, { name: 'Ann Able' })
  expect(await nameOf()).toBe('Ann Able')
  const told = await renames()
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ subjectId: ann.actorId, changes: [{ field: 'name', old: 'Ann', new: 'Ann Able' }] })
})

it('refuses an empty or endless name, agents, and tokens that only read', async () => {
  for (const name of ['   ', 'x'.repeat(101)]) await expect(updateMe(ann, { name })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  for (const by of [await agent(ann), caller(ann, { scopes: ['READ'] })])
    await expect(updateMe(by, { name: 'Other' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await nameOf()).toBe('Ann Able')
})
